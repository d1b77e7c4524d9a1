// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.SecretsMapping;
import dev.keyturn.server.rotation.Timing;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/// Reads the bodies of create (API contract §2.2) and update (§2.3).
final class RotationBody {
    private RotationBody() {}

    /// A rotation that is to be made.
    record Create(ProjectId project, String environment, FolderPath path, RotationSettings settings) {
        static Create of(Input body, TargetDriver driver) {
            String name = RotationFields.name(body).required();
            var project = Places.project(body);
            Optional<String> description = RotationFields.description(body).nullable();
            var connection = new ConnectionId(body.text("connectionId").uuid().required());
            String environment = body.text("environment").slug().required();
            FolderPath path = Places.path(body, "secretPath");
            boolean automatic = body.flag("isAutoRotationEnabled").or(true);
            long days = RotationFields.interval(body).required();
            LocalTime at = RotationFields.rotateAt(body).orElse(LocalTime.MIDNIGHT);
            RedisParameters parameters = RotationFields.redisParameters(body.object("parameters"), driver);
            SecretsMapping mapping = RotationFields.mapping(body.object("secretsMapping"));
            Optional<Duration> grace = RotationFields.grace(body).nullable().map(Duration::ofSeconds);
            RotationFields.refuseUnsupported(body);
            body.done();
            var timing = new Timing(automatic, (int) days, at);
            return new Create(
                    project,
                    environment,
                    path,
                    new RotationSettings(name, description, connection, timing, grace, parameters, mapping));
        }
    }

    /// What is to be changed. Environment, path and project are dropped: Terraform sends them on every update.
    record Update(
            Optional<String> name,
            Patch<String> description,
            Optional<ConnectionId> connection,
            Optional<Boolean> automatic,
            Optional<Long> days,
            Optional<LocalTime> at,
            Patch<Long> grace,
            Optional<RedisParameters> parameters,
            Optional<SecretsMapping> mapping) {
        static Update of(Input body, TargetDriver driver) {
            var update = new Update(
                    RotationFields.name(body).optional(),
                    RotationFields.description(body).patch(),
                    body.text("connectionId").uuid().optional().map(ConnectionId::new),
                    body.flag("isAutoRotationEnabled").optional(),
                    RotationFields.interval(body).optional(),
                    RotationFields.rotateAt(body),
                    RotationFields.grace(body).patch(),
                    body.optionalObject("parameters").map(input -> RotationFields.redisParameters(input, driver)),
                    body.optionalObject("secretsMapping").map(RotationFields::mapping));
            RotationFields.refuseUnsupported(body);
            body.done();
            return update;
        }

        RotationSettings applyTo(RotationSettings present) {
            return new RotationSettings(
                    name.orElse(present.name()),
                    description.applyTo(present.description()),
                    connection.orElse(present.connection()),
                    new Timing(
                            automatic.orElse(present.timing().automatic()),
                            days.map(Math::toIntExact).orElse(present.timing().days()),
                            at.orElse(present.timing().at())),
                    grace.applyTo(present.grace().map(Duration::toSeconds)).map(Duration::ofSeconds),
                    parameters.orElse(present.parameters()),
                    mapping.orElse(present.mapping()));
        }
    }
}
