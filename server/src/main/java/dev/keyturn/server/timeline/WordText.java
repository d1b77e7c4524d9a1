// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// The word for a set's state: in the picture, and in the label of the terminal.
final class WordText {
    private WordText() {}

    static String of(Word word) {
        return switch (word) {
            case Word.Planned _ -> "Planned";
            case Word.Published _ -> "Published";
            case Word.Refused _ -> "Published, refused";
            case Word.Revoking _ -> "Being revoked";
            case Word.Old _ -> "Old, still logs in";
            case Word.Held _ -> "Old, kept: in use";
            case Word.Ending _ -> "Old, ending";
            case Word.Proving(var progress, var _) ->
                "Being proved"
                        + progress.map(now -> ": node " + now.node() + " of " + now.of())
                                .orElse("");
            case Word.Blocked _ -> "Candidate, blocked";
            case Word.Undone _ -> "Candidate, undone";
            case Word.Ended _ -> "Ended";
        };
    }

    static String label(Word word) {
        return switch (word) {
            case Word.Planned _ -> "planned";
            case Word.Published _ -> "published";
            case Word.Refused _ -> "refused";
            case Word.Revoking _ -> "being revoked";
            case Word.Old _ -> "old, logs in";
            case Word.Held _ -> "kept: in use";
            case Word.Ending _ -> "old, ending";
            case Word.Proving _ -> "being proved";
            case Word.Blocked _ -> "blocked";
            case Word.Undone _ -> "undone";
            case Word.Ended _ -> "ended";
        };
    }
}
