// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Lengths;
import dev.keyturn.server.timeline.Sentence;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What "Rotate now" will end.
///
/// @param text  worst first
/// @param verb  of the button
/// @param force whether a grace has to be cut for it
public record RotateQuestion(List<Sentence> text, String verb, boolean force) {

    static RotateQuestion of(RotationAnswers said, Times times) {
        Sentence after = Prose.of(after(said));
        Optional<Answer> old = said.old().stream().findFirst();
        if (old.isEmpty()) {
            return new RotateQuestion(List.of(after), "Rotate now", false);
        }
        String version = "v" + old.get().whole("credentialVersion");
        Optional<Instant> end = graceEnd(old.get(), times);
        return end.isPresent()
                ? new RotateQuestion(
                        List.of(cut(version, end.get(), said, old.get(), times), after),
                        "Rotate and end " + version,
                        true)
                : new RotateQuestion(List.of(makesWay(version, said, old.get()), after), "Rotate now", false);
    }

    private static Optional<Instant> graceEnd(Answer old, Times times) {
        return old.time("plannedEndAt").filter(end -> end.isAfter(times.now()));
    }

    private static Sentence cut(String version, Instant end, RotationAnswers said, Answer old, Times times) {
        String until =
                "The grace of " + version + " runs until " + times.full(end).text();
        return switch (UsersOf.set(said, old.whole("credentialVersion"))) {
            case UsersOf.Some(var text, boolean many) ->
                new Prose()
                        .strong(until + " and " + text + ".")
                        .plain(many ? " They will be refused." : " It will be refused.")
                        .done();
            case UsersOf.Nobody _ ->
                new Prose()
                        .strong(until + ".")
                        .plain(" Nobody uses it. It will be refused.")
                        .done();
            case UsersOf.Unknown _ ->
                new Prose()
                        .strong(until + ".")
                        .plain(" Who uses it cannot be told. It will be refused.")
                        .done();
        };
    }

    private static Sentence makesWay(String version, RotationAnswers said, Answer old) {
        String ends = version + " ends when v" + (said.version() + 1) + " is published.";
        return switch (UsersOf.set(said, old.whole("credentialVersion"))) {
            case UsersOf.Some(var text, boolean many) ->
                new Prose()
                        .strong(ends + " " + text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1)
                                + ".")
                        .plain(many ? " They will be refused." : " It will be refused.")
                        .done();
            case UsersOf.Nobody _ -> Prose.of(ends + " Nobody uses it.");
            case UsersOf.Unknown _ -> Prose.of(ends + " Who uses it cannot be told.");
        };
    }

    private static String after(RotationAnswers said) {
        int version = said.version();
        String made = "v" + (version + 1) + " will be made and proved, then published. v" + version;
        return made
                + said.rotation()
                        .number("gracePeriodSeconds")
                        .map(Duration::ofSeconds)
                        .map(grace ->
                                grace.isZero() ? " is refused then." : " logs in " + Lengths.measured(grace) + " more.")
                        .orElse(" logs in until the rotation after that.");
    }
}
