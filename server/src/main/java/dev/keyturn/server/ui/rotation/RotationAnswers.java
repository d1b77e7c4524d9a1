// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.JsonNode;

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

    /// How many sets were published, which is the number of the published one.
    int version() {
        return rotation.whole("credentialVersion");
    }

    boolean isSingleUser() {
        return rotation.is("rotationMode", "single-user");
    }
}
