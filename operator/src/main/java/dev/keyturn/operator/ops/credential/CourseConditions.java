// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.ops.request.Ledger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a credential is, as conditions of its request say it: [Course] to `UpdateCredential` and
/// `Retrying` and back. What is read back is what was written, but for the parts of a failure: those have
/// become one sentence.
public final class CourseConditions {
    /// The step that changes the credential.
    public static final String UPDATE = "UpdateCredential";
    /// A step is being repeated.
    public static final String RETRYING = "Retrying";

    /// The core's word for it.
    private static final String TIME_IS_UP = "deadline";
    private static final String GIVEN_UP = "GivenUp";
    private static final Pattern TURN = Pattern.compile("turn (\\d+), next at \\S+: (.*)", Pattern.DOTALL);

    private CourseConditions() {}

    static Course course(Ledger ledger) {
        Optional<Condition> update = ledger.of(UPDATE);
        if (update.isEmpty()) {
            return Course.PURSUED;
        }
        String reason = update.orElseThrow().reason().orElse("");
        return switch (update.orElseThrow().status()) {
            case "True" -> Course.PROVED;
            case "False" -> reason.equals(Reason.CREDENTIAL_UNKNOWN.text()) ? Course.BLOCKED : Course.UNDONE;
            default -> reason.equals(GIVEN_UP) ? Course.GIVEN_UP : Course.UNDOING;
        };
    }

    /// How many turns in a row no password that we know was accepted.
    public static int contradictions(Ledger ledger) {
        return ledger.of(RETRYING)
                .filter(condition -> condition.reason().equals(Optional.of(Reason.CREDENTIAL_UNKNOWN.text())))
                .map(CourseConditions::turn)
                .orElse(0);
    }

    /// What the last turn met with.
    static Optional<Failure> trouble(Ledger ledger) {
        Optional<Condition> update = ledger.of(UPDATE).filter(condition -> !ledger.isTrue(UPDATE));
        return update.flatMap(condition -> condition
                        .message()
                        .map(text -> failure(condition.reason().orElse(""), text)))
                .or(() -> ledger.of(RETRYING)
                        .map(CourseConditions::why)
                        .map(text -> new Failure(Step.CHECK, Optional.empty(), RETRYING, text)));
    }

    /// @param proved what is said once the published pair was seen to log in everywhere
    /// @param next   when the step is tried again
    static Ledger noted(Ledger ledger, RequestObjects.Note note, String proved, Instant now, Instant next) {
        String why = note.trouble().map(trouble -> told(trouble, ledger)).orElse("no answer yet");
        return switch (note.course()) {
            case PURSUED -> {
                Ledger pursued = ledger.without(UPDATE);
                boolean quiet = note.trouble().isEmpty() && note.contradictions() == 0;
                yield quiet ? pursued : again(pursued, note.contradictions(), why, now, next);
            }
            case GIVEN_UP -> ledger.open(UPDATE, GIVEN_UP, why, now);
            case UNDOING -> ledger.open(UPDATE, reason(note).text(), why, now);
            case UNDONE -> ledger.failed(UPDATE, reason(note).text(), why, now).without(RETRYING);
            case BLOCKED ->
                ledger.failed(UPDATE, Reason.CREDENTIAL_UNKNOWN.text(), why, now)
                        .without(RETRYING);
            case PROVED -> ledger.done(UPDATE, proved, now).without(RETRYING);
            case RETIRED -> ledger;
        };
    }

    /// A step that is tried again.
    public static Ledger again(Ledger ledger, String why, Instant now, Instant next) {
        return again(ledger, 0, why, now, next);
    }

    /// A turn in which no pair that we know was accepted; how many there were in a row is in it.
    public static Ledger contradicted(Ledger ledger, String why, Instant now, Instant next) {
        return again(ledger, contradictions(ledger) + 1, why, now, next);
    }

    private static Ledger again(Ledger ledger, int contradictions, String why, Instant now, Instant next) {
        int turn = contradictions > 0
                ? contradictions
                : 1 + ledger.of(RETRYING).map(CourseConditions::turn).orElse(0);
        String reason = contradictions > 0 ? Reason.CREDENTIAL_UNKNOWN.text() : RETRYING;
        return ledger.with(
                RETRYING,
                "True",
                Optional.of(reason),
                "turn " + turn + ", next at " + next.truncatedTo(ChronoUnit.SECONDS) + ": " + why,
                now);
    }

    /// That the time is up says little without what it went by with.
    private static String told(Failure trouble, Ledger ledger) {
        Optional<String> last = ledger.of(RETRYING).map(CourseConditions::why).filter(text -> !text.isEmpty());
        return trouble.code().equals(TIME_IS_UP) && last.isPresent()
                ? "the time of the step was over; what it met with last: " + last.orElseThrow()
                : sentence(trouble);
    }

    private static Reason reason(RequestObjects.Note note) {
        return note.trouble().map(Reason::of).orElse(Reason.LIVE_CHANGE_FAILED);
    }

    /// A failure that was read back is a sentence already.
    static String sentence(Failure failure) {
        boolean whole =
                failure.code().equals(RETRYING) || Reason.of(failure.code()).isPresent();
        return whole ? failure.text() : failure.toString();
    }

    private static Failure failure(String reason, String text) {
        return Reason.of(reason)
                .map(known -> known.because(text))
                .orElseGet(() -> new Failure(Step.APPLY, Optional.empty(), RETRYING, text));
    }

    private static int turn(Condition retrying) {
        Matcher said = TURN.matcher(retrying.message().orElse(""));
        return said.matches() ? Integer.parseInt(said.group(1)) : 0;
    }

    private static String why(Condition retrying) {
        Matcher said = TURN.matcher(retrying.message().orElse(""));
        return said.matches() ? said.group(2) : "";
    }
}
