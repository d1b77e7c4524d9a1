// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A way out for a rotation that cannot go on by itself, with what it will do.
///
/// @param field the label of the password that it needs; empty if none
public record Card(Choice choice, String title, String icon, String text, String field) {
    public enum Choice {
        RETRY,
        ADOPT,
        DISCARD,
        /// To delete without revoking.
        LEAVE
    }

    static List<Card> of(RotationAnswers said) {
        if (said.isDeleteStopped()) {
            return deleting(said);
        }
        return said.isBlocked() ? blocked(said) : List.of();
    }

    private static List<Card> blocked(RotationAnswers said) {
        String published = user(said.published());
        String candidate = user(said.candidate());
        int version = said.version();
        boolean refused = said.rotation().in("health").is("status", "failing")
                || said.published().filter(set -> set.is("state", "refused")).isPresent();
        var cards = new ArrayList<Card>();
        cards.add(new Card(
                Choice.RETRY,
                "Try again",
                "refresh",
                "Applies the stored candidate to " + candidate + " once more and logs in with it. Choose this when the"
                        + " cause at the database is repaired.",
                ""));
        cards.add(new Card(
                Choice.ADOPT,
                "Enter the password",
                "key",
                "You know what " + published + " has now. Keyturn logs in with it on every node and publishes it as v"
                        + (version + 1) + ". Nothing changes if it does not log in.",
                "Password of " + published));
        cards.add(new Card(
                Choice.DISCARD,
                "Discard the candidate",
                "trash",
                "Forgets the candidate" + givesBack(said, candidate) + ". v" + version + " stays published"
                        + (refused ? ", although it does not log in now." : "."),
                ""));
        return cards;
    }

    /// The account of a pair gets back what its slot holds.
    private static String givesBack(RotationAnswers said, String candidate) {
        return said.old().stream()
                .filter(set -> set.is("username", candidate))
                .findFirst()
                .map(set -> " and gives " + candidate + " its v" + set.whole("credentialVersion") + " back")
                .orElse("");
    }

    private static List<Card> deleting(RotationAnswers said) {
        return List.of(
                new Card(
                        Choice.RETRY,
                        "Try again",
                        "refresh",
                        "Goes on with revoking what is left. Choose this when the cause at the database is repaired.",
                        ""),
                new Card(
                        Choice.LEAVE,
                        "Leave without revoking",
                        "trash",
                        "The rotation goes, and " + accounts(said) + " on the database. The audit log names them.",
                        ""));
    }

    private static String accounts(RotationAnswers said) {
        int left = StuckWords.users(said).size();
        return left == 1 ? "one account stays" : left == 0 ? "its accounts stay" : left + " accounts stay";
    }

    private static String user(Optional<Answer> set) {
        return set.flatMap(of -> of.optional("username")).orElse("the account");
    }
}
