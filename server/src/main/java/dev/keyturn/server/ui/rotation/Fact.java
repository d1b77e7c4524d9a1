// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Lengths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One of the settings of a rotation, in words.
///
/// @param value as it is stored, to be set in mono
public record Fact(String label, String text, boolean value) {
    static List<Fact> of(Answer rotation) {
        var facts = new ArrayList<Fact>();
        facts.add(words("Grace", grace(rotation)));
        hold(rotation).map(text -> words("Hold", text)).ifPresent(facts::add);
        Answer parameters = rotation.in("parameters");
        parameters
                .optional("permissionScope")
                .map(scope -> value("Scope", scope))
                .ifPresent(facts::add);
        parameters
                .optional("username1")
                .map(first -> value("Users", users(parameters, first)))
                .ifPresent(facts::add);
        parameters
                .optional("rotationStatement")
                .map(statement -> value("Statement", statement))
                .ifPresent(facts::add);
        facts.add(words("Password", password(parameters.object("passwordRequirements"))));
        if (rotation.is("rotationMode", "single-user")) {
            facts.add(words("Mode", "one user, whose password changes"));
        }
        return facts;
    }

    private static Fact words(String label, String text) {
        return new Fact(label, text, false);
    }

    private static Fact value(String label, String text) {
        return new Fact(label, text, true);
    }

    private static String grace(Answer rotation) {
        return rotation.number("gracePeriodSeconds")
                .map(Duration::ofSeconds)
                .map(grace -> grace.isZero()
                        ? "none: the old set is refused at once"
                        : Lengths.measured(grace) + ", then the old set is refused")
                .orElse("none set: the old set logs in until the next rotation");
    }

    private static Optional<String> hold(Answer rotation) {
        Answer retirement = rotation.in("retirement");
        Duration hold =
                Duration.ofSeconds(retirement.number("holdWhileInUseSeconds").orElse(0L));
        String cut = retirement.flag("disconnectClients") ? "then its connections are closed" : "";
        if (hold.isZero()) {
            return Optional.of(cut)
                    .filter(text -> !text.isEmpty())
                    .map(_ -> "none; connections of an ended set are closed");
        }
        return Optional.of("up to " + Lengths.measured(hold) + " more while somebody uses the old set"
                + (cut.isEmpty() ? "" : ", " + cut));
    }

    private static String users(Answer parameters, String first) {
        return parameters
                .optional("username2")
                .map(second -> first + ", " + second)
                .orElse(first);
    }

    private static String password(Optional<Answer> rules) {
        return rules.map(of -> of.whole("length") + " characters"
                        + of.optional("allowedSymbols")
                                .map(symbols -> ", symbols " + symbols)
                                .orElse(""))
                .orElse("the defaults of its type");
    }
}
