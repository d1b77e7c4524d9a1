// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Typed;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What a form says besides its fields while it is being filled in.
///
/// @param lead    words before the first date
/// @param utc     the clock that is stored, where it is another than the one that was typed
/// @param rhythm  how often, in words that follow the first date; without any date a sentence, or nothing
/// @param dates   the next starts
/// @param example a password that was made for this page alone
public record PreviewView(
        String lead,
        Optional<String> utc,
        String rhythm,
        List<Moment> dates,
        List<Rule> scope,
        Optional<String> example) {

    static final PreviewView NOTHING =
            new PreviewView("", Optional.empty(), "", List.of(), List.of(), Optional.empty());

    /// A rule of a permission scope in words.
    public record Rule(String text, String outcome, String message) {
        public boolean isRisky() {
            return outcome.equals("warn");
        }

        public boolean isRefused() {
            return outcome.equals("fail");
        }
    }

    /// @param preview as the API answers it
    static PreviewView of(String lead, JsonNode preview, Typed typed, Times times) {
        return new PreviewView(
                lead,
                utc(typed, times),
                typed.isOn("automatic") && preview.path("nextRotations").isEmpty() ? "" : rhythm(typed),
                StreamSupport.stream(preview.path("nextRotations").spliterator(), false)
                        .map(at -> times.full(Instant.parse(at.asText())))
                        .toList(),
                StreamSupport.stream(preview.path("scope").spliterator(), false)
                        .map(rule -> new Rule(
                                rule.path("text").asText(),
                                rule.path("outcome").asText(),
                                rule.path("message").asText()))
                        .toList(),
                Optional.of(preview.path("examplePassword"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText));
    }

    /// A clock of an own schedule is kept as it is typed.
    private static Optional<String> utc(Typed typed, Times times) {
        if (!typed.text("rhythm").equals(Wish.BUILT_IN)) {
            return Optional.empty();
        }
        return Clocks.read(typed.text("at")).map(local -> {
            LocalTime utc = Clocks.toUtc(local, Clocks.zone(typed.text("atZone")), times.now());
            return utc + " UTC";
        });
    }

    static String rhythm(Typed typed) {
        if (!typed.isOn("automatic")) {
            return "Auto-rotation is off: it rotates when you say so, and reminds you every " + days(typed) + ".";
        }
        return switch (typed.text("rhythm")) {
            case "cron" -> "as " + typed.text("cron").strip() + " says in " + typed.text("zone");
            case "interval" -> "every " + typed.text("every").strip() + " " + typed.text("everyUnit");
            case "local" -> "every " + days(typed) + " at " + typed.text("at") + " in " + typed.text("zone");
            default -> "every " + days(typed);
        };
    }

    private static String days(Typed typed) {
        String days = typed.text("interval").strip();
        return days.equals("1") ? "day" : days + " days";
    }
}
