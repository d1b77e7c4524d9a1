// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.rotation.Banner.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says why Keyturn cannot go on by itself, and what consumers notice of it.
final class StuckWords {
    private StuckWords() {}

    static Banner blocked(RotationAnswers said, Times times) {
        Answer intent = said.intent().orElseThrow();
        List<String> users = users(said);
        var text = new Prose();
        consumers(text, said, times);
        text.next()
                .plain(since(intent, times) + node(intent) + " refuses every password that Keyturn holds"
                        + (users.isEmpty() ? "" : " for " + FailedWords.joined(users)) + " (" + versions(said)
                        + "). Most likely somebody changed them there.");
        text.next()
                .plain("Keyturn keeps " + counted(said.live().size()) + " and tries again by itself"
                        + next(intent, times) + ".");
        return new Banner(Kind.BLOCKED, "Keyturn needs a decision", Optional.empty(), "", text.done());
    }

    private static void consumers(Prose text, RotationAnswers said, Times times) {
        int version = said.version();
        boolean refused =
                said.published().filter(set -> set.is("state", "refused")).isPresent()
                        || said.rotation().in("health").is("status", "failing");
        if (!refused) {
            FailedWords.effect(text, said, times);
            return;
        }
        String open = said.sessions(version)
                .filter(sessions -> sessions > 0)
                .map(sessions -> sessions == 1 ? "; 1 open session goes on" : "; " + sessions + " open sessions go on")
                .orElse("");
        text.strong("New logins with v" + version + " fail" + open + ".");
    }

    static Banner deleting(RotationAnswers said, Times times) {
        Answer intent = said.intent().orElseThrow();
        var text = new Prose()
                .plain("The secrets stay, and what was not revoked yet logs in on. ")
                .plain(intent.optional("reason")
                        .or(() -> said.rotation().optional("lastRotationMessage"))
                        .map(reason -> "Revoking stopped: " + reason + ". ")
                        .orElse(""))
                .plain("Keyturn tries again by itself" + next(intent, times) + ".");
        return new Banner(
                Kind.DELETE_STOPPED,
                "This rotation is being deleted and needs a decision",
                intent.time("since").map(times::logged),
                "",
                text.done());
    }

    private static String since(Answer intent, Times times) {
        return intent.time("since")
                .map(at -> "Since " + times.near(at).text().replace("today ", "") + " ")
                .orElse("");
    }

    private static String node(Answer intent) {
        return intent.optional("node").orElse("the target");
    }

    private static String next(Answer intent, Times times) {
        Optional<Instant> next = intent.time("nextTryAt");
        return next.map(at -> ", next at " + times.clock(at)).orElse("");
    }

    /// The accounts of all sets that may log in, each once.
    static List<String> users(RotationAnswers said) {
        return said.live().stream()
                .flatMap(set -> set.optional("username").stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// `v6, v7, candidate`.
    private static String versions(RotationAnswers said) {
        return String.join(
                ", ",
                said.live().reversed().stream()
                        .map(set -> set.flag("published") ? "v" + set.whole("credentialVersion") : "candidate")
                        .toList());
    }

    private static String counted(int passwords) {
        return switch (passwords) {
            case 1 -> "the password";
            case 2 -> "both passwords";
            default -> "all " + passwords + " passwords";
        };
    }
}
