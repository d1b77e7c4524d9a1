// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// A part of a permission scope in words, for who writes one.
///
/// @param text    the rule as it is written; of one that may be a password its mark only
/// @param verdict what to think of it
/// @param words   what it lets an account do, or why it is refused
public record ScopeNote(String text, Verdict verdict, String words) {
    public enum Verdict {
        FINE,
        /// It lets an account do what an application seldom needs.
        RISKY,
        /// [TargetDriver#parseScope] would not take it.
        REFUSED
    }
}
