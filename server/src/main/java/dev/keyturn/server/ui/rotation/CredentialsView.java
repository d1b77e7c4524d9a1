// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sets of a rotation without their passwords: those of the two slots.
public record CredentialsView(List<Row> rows) {
    /// @param slot     `current` or `retired`
    /// @param standing beside it: `logs in`, `refused` or `ended`
    /// @param user     empty for who may not know it
    /// @param live     whether there is a password to show
    public record Row(int version, String slot, String standing, String user, boolean live) {
        public String id() {
            return "password-" + slot;
        }
    }

    static CredentialsView of(RotationAnswers said) {
        var rows = new ArrayList<Row>();
        said.published()
                .map(set -> row(set, "current", set.is("state", "refused") ? "refused" : "logs in", true))
                .ifPresent(rows::add);
        said.old().stream()
                .findFirst()
                .map(set -> row(set, "retired", "logs in", true))
                .or(() -> ended(said))
                .ifPresent(rows::add);
        return new CredentialsView(rows);
    }

    private static Optional<Row> ended(RotationAnswers said) {
        return said.first(set -> set.is("state", "ended")).map(set -> row(set, "retired", "ended", false));
    }

    private static Row row(Answer set, String slot, String standing, boolean live) {
        return new Row(set.whole("credentialVersion"), slot, standing, set.text("username"), live);
    }
}
