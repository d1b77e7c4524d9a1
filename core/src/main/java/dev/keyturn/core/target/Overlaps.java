// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// A target that may let one account in with two passwords, so that a change in place has an overlap. Where a target
/// is no `Overlaps`, its accounts have one password each.
public interface Overlaps {
    /// Whether this server, in its version and kind, can do it. Found out by trying or asking, never by a name.
    boolean overlaps() throws Refused, Unanswered;
}
