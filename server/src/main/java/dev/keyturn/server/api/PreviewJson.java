// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.ScopeNote;
import dev.keyturn.core.target.ScopeNote.Verdict;
import dev.keyturn.server.http.Issue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What can be said of a rotation while its form is being filled in (API contract §13.3).
///
/// @param nextRotations   empty as long as there are issues, and with auto-rotation off
/// @param examplePassword a fresh one, that nobody will ever use
record PreviewJson(
        List<Issue> issues, List<Instant> nextRotations, List<RuleJson> scope, Optional<String> examplePassword) {

    /// A rule of a permission scope.
    record RuleJson(String text, String outcome, String message) {
        static RuleJson of(ScopeNote note) {
            return new RuleJson(note.text(), outcome(note.verdict()), note.words());
        }

        private static String outcome(Verdict verdict) {
            return switch (verdict) {
                case FINE -> "pass";
                case RISKY -> "warn";
                case REFUSED -> "fail";
            };
        }
    }

    static PreviewJson of(
            List<Issue> issues, List<Instant> nextRotations, List<ScopeNote> scope, Optional<Password> example) {
        return new PreviewJson(
                issues, nextRotations, scope.stream().map(RuleJson::of).toList(), example.map(Password::reveal));
    }
}
