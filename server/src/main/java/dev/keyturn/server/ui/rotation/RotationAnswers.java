// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the API said of one rotation (contract §2.4, §13.3).
///
/// @param rotation the resource itself
/// @param sets     the newest page of its `sets`
/// @param attempts the newest page of its `attempts`
record RotationAnswers(Answer rotation, Answer sets, Answer attempts, Usage usage) {

    static RotationAnswers of(JsonNode rotation, JsonNode sets, JsonNode attempts, Usage usage) {
        return new RotationAnswers(new Answer(rotation), new Answer(sets), new Answer(attempts), usage);
    }

    /// Who is logged in, as far as it is known.
    sealed interface Usage {
        record Told(Answer answer) implements Usage {}

        /// The reader may not know.
        record Withheld() implements Usage {}

        /// Nobody answered, or not yet.
        ///
        /// @param why the sentence of the server; empty if it has not answered yet
        record Untold(String why) implements Usage {}
    }

    /// The number of the published set.
    int version() {
        return rotation.whole("credentialVersion");
    }

    boolean isSingleUser() {
        return rotation.is("rotationMode", "single-user");
    }

    Optional<Answer> intent() {
        return rotation.object("intent");
    }

    /// The state of what is under way; empty if nothing is.
    String underWay() {
        return intent().map(intent -> intent.text("state")).orElse("");
    }

    boolean isRunning() {
        return intent().filter(intent -> intent.flag("running")).isPresent()
                || runs().anyMatch(run -> run.is("outcome", "running"));
    }

    boolean isBlocked() {
        return underWay().equals("blocked");
    }

    /// Whether it is being deleted and hangs.
    boolean isDeleteStopped() {
        return underWay().equals("revoking")
                && intent().filter(intent -> intent.flag("running")).isEmpty()
                && rotation.is("rotationStatus", "failed");
    }

    Stream<Answer> runs() {
        return attempts.list("attempts").stream();
    }

    /// The last run by whatever name, if it failed.
    Optional<Answer> failedRun() {
        return runs().findFirst().filter(run -> run.is("outcome", "failed"));
    }

    Optional<Answer> published() {
        return first(set -> set.is("state", "published") || set.is("state", "refused"));
    }

    Optional<Answer> candidate() {
        return newest().filter(set -> List.of("reserved", "proved", "blocked").contains(set.text("state")));
    }

    /// The last candidate, if it was given up and nothing was published since.
    Optional<Answer> undone() {
        return newest().filter(set -> set.is("state", "abandoned"));
    }

    /// Superseded sets that still log in, the newest first.
    List<Answer> old() {
        return sets.list("sets").stream()
                .filter(set -> set.is("state", "superseded") || set.is("state", "held"))
                .toList();
    }

    /// Every set that may log in, the candidate first.
    List<Answer> live() {
        return Stream.concat(Stream.concat(candidate().stream(), published().stream()), old().stream())
                .toList();
    }

    Optional<Answer> first(Predicate<Answer> fits) {
        return sets.list("sets").stream().filter(fits).findFirst();
    }

    private Optional<Answer> newest() {
        return sets.list("sets").stream().findFirst();
    }

    /// How many sessions a set has open; empty if nobody can tell.
    Optional<Integer> sessions(int version) {
        return usage instanceof Usage.Told(var told)
                ? told.list("sets").stream()
                        .filter(set -> set.whole("credentialVersion") == version)
                        .findFirst()
                        .map(set -> UsageReading.clients(set).stream()
                                .mapToInt(client -> client.sessions())
                                .sum())
                : Optional.empty();
    }

    /// Whether every node said who is logged in there.
    boolean isUsageComplete() {
        return usage instanceof Usage.Told(var told) && told.list("unavailable").isEmpty();
    }
}
