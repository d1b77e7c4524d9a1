// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.sql.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The plain columns of the table `rotation` that hold settings.
final class SettingsColumns {
    /// The columns that a change of settings writes, in the order of [#values].
    static final List<String> NAMES = List.of(
            "connection_id",
            "fingerprint",
            "name",
            "description",
            "automatic",
            "interval_days",
            "rotate_at_minute",
            "schedule",
            "grace_seconds",
            "hold_seconds",
            "disconnect",
            "create_missing",
            "owner_role",
            "parameters",
            "username_secret",
            "password_secret",
            "further_secrets");

    private SettingsColumns() {}

    static List<Object> values(RotationSettings settings) {
        Overlap overlap = settings.overlap();
        AccountSetup setup = settings.accounts().setup();
        return new ArrayList<>(List.of(
                settings.connection().value(),
                settings.fingerprint(),
                settings.name(),
                settings.description(),
                settings.timing().automatic(),
                settings.timing().days(),
                settings.timing().at().toSecondOfDay() / 60,
                settings.timing().own().map(OwnTimingCodec::write),
                overlap.grace().map(Duration::toSeconds),
                overlap.hold().toSeconds(),
                overlap.disconnect(),
                setup.createMissing(),
                setup.ownerRole().map(AccountName::value),
                ParametersCodec.write(settings.parameters()),
                settings.mapping().username(),
                settings.mapping().password(),
                FieldsCodec.write(settings.mapping().further())));
    }

    static RotationSettings read(Row row) throws SQLException {
        RotationType type = type(row.text("type"));
        return new RotationSettings(
                row.text("name"),
                row.optionalText("description"),
                new ConnectionId(row.text("connection_id")),
                row.optionalText("fingerprint"),
                new Timing(
                        row.flag("automatic"),
                        row.integer("interval_days"),
                        LocalTime.MIN.plusMinutes(row.integer("rotate_at_minute")),
                        row.optionalText("schedule").map(OwnTimingCodec::read)),
                new Overlap(
                        row.optionalText("grace_seconds").map(Long::valueOf).map(Duration::ofSeconds),
                        Duration.ofSeconds(row.number("hold_seconds")),
                        row.flag("disconnect")),
                new AccountSettings(
                        type,
                        RotationMode.of(row.text("rotation_mode")),
                        ParametersCodec.read(type, row.text("parameters")),
                        setup(row)),
                new SecretsMapping(
                        row.text("username_secret"),
                        row.text("password_secret"),
                        FieldsCodec.read(row.text("further_secrets"))));
    }

    private static AccountSetup setup(Row row) throws SQLException {
        Optional<AccountName> owner = row.optionalText("owner_role").map(AccountName::new);
        return new AccountSetup(row.flag("create_missing"), owner);
    }

    private static RotationType type(String slug) {
        return RotationType.of(slug)
                .orElseThrow(() -> new IllegalStateException("this release knows no rotations of type " + slug));
    }
}
