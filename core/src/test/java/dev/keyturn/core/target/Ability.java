// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// What a fake engine can, or is, beyond the port.
public enum Ability {
    /// Its catalogue is ours to read.
    READS_BACK,
    /// Its accounts exist at hosts, which a change has to name.
    HAS_HOSTS,
    /// It tells who is logged in.
    SHOWS_USAGE,
    /// Whoever names an account that exists is let in, with any password.
    LETS_ANYBODY_IN
}
