// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.server.rotation.AccountSetup;
import dev.keyturn.server.rotation.Overlap;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationParameters;
import dev.keyturn.server.rotation.SqlParameters;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/// The rotation resource (API contract §2.4), followed by Keyturn's own fields (§13.2, §13.3).
record RotationJson(
        String id,
        String name,
        String type,
        Optional<String> description,
        String projectId,
        String connectionId,
        String folderId,
        boolean isAutoRotationEnabled,
        int activeIndex,
        int rotationInterval,
        RotateAt rotateAtUtc,
        String rotationStatus,
        Instant lastRotationAttemptedAt,
        Instant lastRotatedAt,
        Optional<String> lastRotationJobId,
        Optional<String> lastRotationMessage,
        boolean isLastRotationManual,
        Optional<Instant> nextRotationAt,
        NamedApp connection,
        NamedSlug environment,
        Folder folder,
        Parameters parameters,
        Map<String, String> secretsMapping,
        Instant createdAt,
        Instant updatedAt,
        long credentialVersion,
        Optional<Long> gracePeriodSeconds,
        String rotationMode,
        Optional<ScheduleJson> schedule,
        Retirement retirement,
        Setup accountSetup,
        HealthJson health,
        Optional<Intent> intent) {

    record RotateAt(int hours, int minutes) {
        static RotateAt of(LocalTime at) {
            return new RotateAt(at.getHour(), at.getMinute());
        }
    }

    record NamedApp(String app, String name, String id) {}

    record NamedSlug(String slug, String name, String id) {}

    record Folder(String id, String path) {}

    /// As the type has them.
    sealed interface Parameters {
        static Parameters of(RotationParameters stored) {
            Optional<Requirements> requirements = stored.requirements().map(Requirements::of);
            return switch (stored) {
                case RedisParameters redis -> new Redis(redis.permissionScope(), requirements);
                case SqlParameters sql ->
                    new Sql(
                            sql.username1().value(),
                            sql.username2().map(AccountName::value),
                            sql.statement(),
                            requirements);
            };
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Redis(String permissionScope, Optional<Requirements> passwordRequirements) implements Parameters {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Sql(
            String username1,
            Optional<String> username2,
            Optional<String> rotationStatement,
            Optional<Requirements> passwordRequirements)
            implements Parameters {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Requirements(int length, Optional<String> allowedSymbols, Counts required) {
        static Requirements of(PasswordRequirements wanted) {
            return new Requirements(
                    wanted.length(),
                    Optional.of(wanted.allowedSymbols()).filter(symbols -> !symbols.isEmpty()),
                    new Counts(wanted.digits(), wanted.lowercase(), wanted.uppercase(), wanted.symbols()));
        }
    }

    record Counts(int digits, int lowercase, int uppercase, int symbols) {}

    record Retirement(long holdWhileInUseSeconds, boolean disconnectClients) {
        static Retirement of(Overlap stored) {
            return new Retirement(stored.hold().toSeconds(), stored.disconnect());
        }
    }

    record Setup(boolean createMissing, Optional<String> ownerRole) {
        static Setup of(AccountSetup stored) {
            return new Setup(stored.createMissing(), stored.ownerRole().map(AccountName::value));
        }
    }

    /// What is under way.
    record Intent(
            String state,
            Instant since,
            Optional<String> reason,
            Optional<String> node,
            Optional<Long> credentialVersion,
            Optional<Instant> nextTryAt,
            boolean running) {}
}
