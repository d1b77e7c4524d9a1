// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// How an engine answers one change.
public enum Answer {
    /// Done, and said so.
    YES,
    /// Not done, and said so.
    REFUSED,
    /// Not done, and nothing said.
    LOST,
    /// Done, and the reply lost.
    LATE,
    /// Nothing said; done some calls later.
    DELAYED,
    /// Said to be done, and nothing done.
    HOLLOW
}
