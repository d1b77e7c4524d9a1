// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a delete may take along. Both boxes are off.
///
/// @param revoke  the words at the box that ends the credentials
/// @param secrets the words at the box that deletes the mapped secrets
/// @param left    every account that stays on the target if nothing is revoked
public record DeleteQuestion(String revoke, String secrets, List<String> left) {
    static DeleteQuestion of(RotationAnswers said) {
        return new DeleteQuestion(revoke(said), secrets(said), StuckWords.users(said));
    }

    private static String revoke(RotationAnswers said) {
        List<Integer> versions = new ArrayList<>();
        said.published().map(set -> set.whole("credentialVersion")).ifPresent(versions::add);
        said.old().forEach(set -> versions.add(set.whole("credentialVersion")));
        String named = FailedWords.joined(
                versions.stream().map(version -> "v" + version).toList());
        String are = versions.size() == 1 ? " is" : " are";
        return "Revoke the credentials: " + named + are + " refused at once" + clients(said, versions);
    }

    private static String clients(RotationAnswers said, List<Integer> versions) {
        Optional<Integer> sessions = versions.stream()
                .map(said::sessions)
                .reduce(Optional.of(0), (one, other) -> one.flatMap(sum -> other.map(more -> sum + more)));
        return sessions.map(count -> count == 0
                        ? said.isUsageComplete() ? ", nobody uses them" : ", who uses them cannot be told"
                        : ", " + (said.isUsageComplete() ? "" : "at least ")
                                + (count == 1 ? "1 client" : count + " clients"))
                .orElse(", who uses them cannot be told");
    }

    private static String secrets(RotationAnswers said) {
        List<String> names = said.rotation().texts("secretsMapping");
        return "Delete the secret" + (names.size() == 1 ? " " : "s ") + String.join(", ", names);
    }
}
