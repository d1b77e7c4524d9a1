// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.testkit.client.NewConnection;
import java.util.Map;

/// What the demo has to know of a database to have it rotated: everything that differs from engine to engine.
///
/// @param description  engine, version and address, for the screen
/// @param app          the engine as the API names it
/// @param credentials  of the administrator's connection, as the API takes them
/// @param rotationType as the API names it
/// @param parameters   of the rotation
/// @param mapping      the secrets that hold the published pair
/// @param newConnection how a client of the database logs in
record DemoTarget(
        String description,
        String app,
        Object credentials,
        String rotationType,
        Object parameters,
        Map<String, String> mapping,
        NewConnection newConnection) {}
