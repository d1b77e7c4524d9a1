// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.SetWords;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.StatusBadge.Line;
import dev.keyturn.server.ui.part.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A rotation in the table, with the secrets that it writes.
///
/// @param further  the badges after the first
/// @param isOpen   whether its secrets are shown
/// @param toggle   where it is shown the other way
/// @param trouble  one sentence, shown while it is open
/// @param blocked  why it cannot be rotated now; empty if it can
public record RotationRow(
        String id,
        String name,
        String type,
        String href,
        StatusBadge status,
        List<Badge> further,
        SetWords sets,
        boolean isOpen,
        String toggle,
        Optional<Trouble> trouble,
        Optional<String> blocked,
        List<SecretRow> secrets) {

    /// What is wrong, and what the link after it says.
    public record Trouble(String sentence, String link) {}

    /// @param sets    the newest of its sets
    /// @param secrets those that it writes, in any order
    static RotationRow of(
            JsonNode rotation, List<JsonNode> sets, List<SecretRow> secrets, SecretsAddress address, Words words) {
        String id = rotation.path("id").asText();
        var status = StatusBadge.of(rotation, words.times());
        var set = SetWords.of(rotation, sets, words.times());
        var further = new ArrayList<Badge>();
        status.loginIfNotFine(rotation).ifPresent(further::add);
        set.inUse().ifPresent(further::add);
        return new RotationRow(
                id,
                rotation.path("name").asText(),
                words.type(rotation.path("type").asText()),
                address.rotation(id),
                status,
                List.copyOf(further),
                set,
                address.open().contains(id),
                address.toggled(id).href(),
                trouble(rotation, status.line()),
                blocked(status.line()),
                sorted(rotation, secrets));
    }

    /// In the order of the mapping: first the user name.
    private static List<SecretRow> sorted(JsonNode rotation, List<SecretRow> secrets) {
        List<String> names = rotation.path("secretsMapping")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return secrets.stream()
                .sorted(Comparator.comparingInt((SecretRow secret) -> place(names, secret))
                        .thenComparing(SecretRow::name))
                .toList();
    }

    private static int place(List<String> names, SecretRow secret) {
        int place = names.indexOf(secret.name());
        return place < 0 ? names.size() : place;
    }

    private static Optional<Trouble> trouble(JsonNode rotation, Line line) {
        return switch (line) {
            case BLOCKED ->
                Fields.text(rotation.path("intent"), "reason")
                        .or(() -> Fields.text(rotation, "lastRotationMessage"))
                        .or(() -> Optional.of("Keyturn needs a decision."))
                        .map(why -> new Trouble(why, "Decide what to do"));
            case FAILED ->
                Fields.text(rotation, "lastRotationMessage").map(why -> new Trouble(why, "See what still works"));
            case REFUSED -> Fields.text(rotation.path("health"), "message").map(why -> new Trouble(why, "See where"));
            case ROTATING, OVERDUE, OFF, SOON, LATER -> Optional.empty();
        };
    }

    private static Optional<String> blocked(Line line) {
        return switch (line) {
            case BLOCKED -> Optional.of("Decide first");
            case ROTATING -> Optional.of("A run is under way");
            case FAILED, REFUSED, OVERDUE, OFF, SOON, LATER -> Optional.empty();
        };
    }

    RotationRow with(List<SecretRow> shown, boolean open) {
        return new RotationRow(
                id, name, type, href, status, further, sets, open, toggle, trouble, blocked, List.copyOf(shown));
    }
}
