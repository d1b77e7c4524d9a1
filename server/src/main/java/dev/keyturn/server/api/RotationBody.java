// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.api.RotationFields.Retirement;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.IntegerField;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.rotation.AccountSettings;
import dev.keyturn.server.rotation.AccountSetup;
import dev.keyturn.server.rotation.Overlap;
import dev.keyturn.server.rotation.OwnTiming;
import dev.keyturn.server.rotation.RotationMode;
import dev.keyturn.server.rotation.RotationParameters;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SecretsMapping;
import dev.keyturn.server.rotation.Timing;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/// Reads the bodies of create (API contract §2.2) and update (§2.3).
final class RotationBody {
    private RotationBody() {}

    /// A rotation that is to be made.
    ///
    /// @param initial a credential that exists, to begin with
    record Create(
            ProjectId project,
            String environment,
            FolderPath path,
            RotationSettings settings,
            Optional<RotationFields.Initial> initial) {
        static Create of(Input body, RotationType type, TargetDriver driver, Instant now) {
            String name = RotationFields.name(body).required();
            var project = Places.project(body);
            Optional<String> description = RotationFields.description(body).nullable();
            var connection = new ConnectionId(body.text("connectionId").uuid().required());
            String environment = body.text("environment").slug().required();
            FolderPath path = Places.path(body, "secretPath");
            Timing timing = timing(body, now);
            AccountSettings accounts = accounts(body, type, driver);
            SecretsMapping mapping = RotationFields.mapping(body.object("secretsMapping"), driver);
            Optional<Duration> grace = RotationFields.grace(body).nullable().map(Duration::ofSeconds);
            Retirement retirement = RotationFields.retirement(body).applyTo(Retirement.DEFAULT, Retirement.DEFAULT);
            Optional<RotationFields.Initial> initial = RotationFields.initial(body);
            body.done();
            var overlap = new Overlap(grace, retirement.hold(), retirement.disconnect());
            return new Create(
                    project,
                    environment,
                    path,
                    new RotationSettings(
                            name, description, connection, Optional.empty(), timing, overlap, accounts, mapping),
                    initial);
        }

        /// An owner's schedule may stand for the interval.
        private static Timing timing(Input body, Instant now) {
            boolean automatic = body.flag("isAutoRotationEnabled").or(true);
            Optional<OwnTiming> own = ScheduleFields.read(body, now).applyTo(Optional.empty());
            IntegerField interval = RotationFields.interval(body);
            int days = own.map(
                            schedule -> interval.optional().map(Long::intValue).orElseGet(schedule::days))
                    .orElseGet(() -> interval.required().intValue());
            LocalTime at = RotationFields.rotateAt(body).orElse(LocalTime.MIDNIGHT);
            return new Timing(automatic, days, at, own);
        }

        private static AccountSettings accounts(Input body, RotationType type, TargetDriver driver) {
            RotationMode mode = RotationFields.mode(body).orElse(RotationMode.ALTERNATING_USERS);
            RotationParameters parameters = new ParameterFields(type, driver, mode).read(body.object("parameters"));
            AccountSetup setup = RotationFields.accountSetup(body, type).applyTo(AccountSetup.NONE, AccountSetup.NONE);
            return new AccountSettings(type, mode, parameters, setup);
        }
    }

    /// What is to be changed. Environment, path and project are dropped: Terraform sends them on every update.
    ///
    /// @param mode as it is written, to be compared: it cannot change
    record Update(
            Optional<String> name,
            Patch<String> description,
            Optional<ConnectionId> connection,
            Clockwork clockwork,
            Patch<Long> grace,
            Patch<Retirement> retirement,
            Optional<RotationMode> mode,
            Optional<RotationParameters> parameters,
            Patch<AccountSetup> setup,
            Optional<SecretsMapping> mapping) {
        static Update of(Input body, RotationSettings present, TargetDriver driver, Instant now) {
            RotationType type = present.type();
            var fields = new ParameterFields(type, driver, present.accounts().mode());
            var update = new Update(
                    RotationFields.name(body).optional(),
                    RotationFields.description(body).patch(),
                    body.text("connectionId").uuid().optional().map(ConnectionId::new),
                    Clockwork.of(body, now),
                    RotationFields.grace(body).patch(),
                    RotationFields.retirement(body),
                    body.has("rotationMode")
                            ? RotationFields.mode(body).or(() -> Optional.of(RotationMode.ALTERNATING_USERS))
                            : Optional.empty(),
                    body.optionalObject("parameters").map(fields::read),
                    RotationFields.accountSetup(body, type),
                    body.optionalObject("secretsMapping").map(mapping -> RotationFields.mapping(mapping, driver)));
            RotationFields.refuseInitial(body);
            body.done();
            return update;
        }

        RotationSettings applyTo(RotationSettings present) {
            return new RotationSettings(
                    name.orElse(present.name()),
                    description.applyTo(present.description()),
                    connection.orElse(present.connection()),
                    present.fingerprint(),
                    clockwork.applyTo(present.timing()),
                    applyTo(present.overlap()),
                    applyTo(present.accounts()),
                    mapping.orElse(present.mapping()));
        }

        private Overlap applyTo(Overlap present) {
            Optional<Duration> length =
                    grace.applyTo(present.grace().map(Duration::toSeconds)).map(Duration::ofSeconds);
            Retirement ending =
                    retirement.applyTo(new Retirement(present.hold(), present.disconnect()), Retirement.DEFAULT);
            return new Overlap(length, ending.hold(), ending.disconnect());
        }

        private AccountSettings applyTo(AccountSettings present) {
            return new AccountSettings(
                    present.type(),
                    mode.orElse(present.mode()),
                    parameters.orElse(present.parameters()),
                    setup.applyTo(present.setup(), AccountSetup.NONE));
        }
    }

    /// What a PATCH says about when runs are due.
    ///
    /// @param now when it says so
    record Clockwork(
            Optional<Boolean> automatic,
            Optional<Long> days,
            Optional<LocalTime> at,
            Patch<OwnTiming> own,
            Instant now) {
        static Clockwork of(Input body, Instant now) {
            return new Clockwork(
                    body.flag("isAutoRotationEnabled").optional(),
                    RotationFields.interval(body).optional(),
                    RotationFields.rotateAt(body),
                    ScheduleFields.read(body, now),
                    now);
        }

        Timing applyTo(Timing present) {
            var wanted = new Timing(
                    automatic.orElse(present.automatic()),
                    days.map(Math::toIntExact).orElse(present.days()),
                    at.orElse(present.at()),
                    own.applyTo(present.own()));
            return wanted.after(present, now);
        }
    }
}
