// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// How the last span of a set ends.
public enum End {
    /// Nothing marks it: the bar stops where another begins, or goes on past the window.
    PLAIN,
    /// At a fixed instant.
    FIXED,
    /// At the latest then.
    LATEST,
    /// The target was seen refusing it.
    REFUSED,
    /// No end is planned.
    OPEN
}
