// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.logging;

/// How a log line looks.
public enum LogFormat {
    /// One line for people.
    PLAIN,
    /// One JSON object a line, for collectors.
    JSON
}
