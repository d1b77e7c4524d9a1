// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.ui.client.ConsoleApi;
import java.time.InstantSource;

/// What the pages of an area work with.
///
/// @param guard stands before each route
/// @param api   answers what a page asks
/// @param html  draws
public record Console(ConsoleGuard guard, ConsoleApi api, Html html, InstantSource clock) {}
