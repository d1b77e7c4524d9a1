// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import java.util.Optional;

/// What people call a connection.
public record ConnectionText(String name, Optional<String> description) {}
