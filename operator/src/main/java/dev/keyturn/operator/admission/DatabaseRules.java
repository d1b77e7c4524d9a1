// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DeletionPolicy;
import dev.keyturn.operator.crd.database.ServiceAlias;
import dev.keyturn.operator.crd.database.StorageType;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.redis.RedisSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules of databases (contract §4). They judge a spec whose defaults are filled in, see [Defaults].
public final class DatabaseRules {

    private final Occasion occasion;
    private final Database database;
    private final DatabaseSurroundings surroundings;
    private final Findings findings = new Findings();

    private DatabaseRules(Occasion occasion, Database database, DatabaseSurroundings surroundings) {
        this.occasion = occasion;
        this.database = database;
        this.surroundings = surroundings;
    }

    /// What is wrong with a database, and what in it does nothing. One that is being deleted, or whose spec did not
    /// change, is taken as it is: whoever lets go of it must not be held by a rule.
    public static Verdict judge(Occasion occasion, Database database, DatabaseSurroundings surroundings) {
        boolean untouched = occasion.previous()
                .map(before -> before.spec().equals(database.spec()))
                .orElse(false);
        if (database.leaving() || untouched) {
            return Verdict.accepted();
        }
        return new DatabaseRules(occasion, database, surroundings).judge();
    }

    /// Why a database may not be deleted.
    public static Optional<String> refusesDeletion(Database database) {
        return database.spec()
                        .deletionPolicy()
                        .filter(DeletionPolicy.DO_NOT_TERMINATE::equals)
                        .isPresent()
                ? Optional.of(database.title() + " cannot be deleted: its deletionPolicy is DoNotTerminate;"
                        + " set spec.deletionPolicy to Halt, Delete or WipeOut first")
                : Optional.empty();
    }

    private Verdict judge() {
        version();
        storage();
        authSecret();
        policies();
        numbers();
        new PodRules(database, findings).judge(surroundings.version());
        occasion.previous().ifPresent(this::unchanged);
        switch (database.spec()) {
            case RedisSpec redis -> new RedisRules(redis, findings).judge(occasion, surroundings.version());
            case PostgresSpec postgres -> new PostgresRules(postgres, findings).judge();
            case MSSQLServerSpec server -> new MSSQLServerRules(server, findings).judge();
            default -> throw new IllegalArgumentException(database.spec().getClass() + " is no spec of a database");
        }
        idle();
        Stages.missing(database.spec()).ifPresent(findings::warn);
        return findings.verdict();
    }

    private void version() {
        String name = database.spec().version();
        String kind = database.engine().kind() + "Version";
        findings.refuseIf(
                occasion.asksForVersion(database) && surroundings.version().isEmpty(),
                "spec.version",
                kind + " \"" + name + "\" does not exist; kubectl get "
                        + database.engine().kind().toLowerCase(Locale.ROOT) + "versions lists those that do");
        findings.refuseIf(
                occasion.asksForDeprecation(database)
                        && surroundings
                                .version()
                                .filter(CatalogVersion::deprecated)
                                .isPresent(),
                "spec.version",
                kind + " \"" + name + "\" is deprecated; take a newer one");
    }

    private void storage() {
        var spec = database.spec();
        if (spec.storageType().orElse(StorageType.DURABLE) == StorageType.EPHEMERAL) {
            findings.refuseIf(
                    spec.deletionPolicy().filter(DeletionPolicy.HALT::equals).isPresent()
                            || spec.halted().orElse(false),
                    "spec.deletionPolicy",
                    "an Ephemeral database has no volume to keep, so it cannot be halted; use Delete or WipeOut");
        } else if (spec.storage().isEmpty()) {
            findings.refuse(
                    "spec.storage", "a Durable database needs storage; give it, or set storageType to Ephemeral");
        } else {
            claim(spec.storage().get());
        }
    }

    private void claim(PersistentVolumeClaimSpec claim) {
        findings.refuseIf(
                requested(claim).signum() <= 0,
                "spec.storage",
                "a Durable database needs a size, set storage.resources.requests.storage to more than 0");
        if (occasion.asksForStorageClass(database) && surroundings.storageClass() == StorageClassSeen.MISSING) {
            var name = Optional.ofNullable(claim.getStorageClassName());
            findings.refuse(
                    "spec.storage.storageClassName",
                    name.map(given -> "StorageClass \"" + given + "\" does not exist")
                            .orElse("none is given and the cluster has no default StorageClass; name one"));
        }
    }

    private static BigDecimal requested(PersistentVolumeClaimSpec claim) {
        return Optional.ofNullable(claim.getResources())
                .map(resources -> resources.getRequests())
                .map(requests -> requests.get("storage"))
                .map(Quantity::getNumericalAmount)
                .orElse(BigDecimal.ZERO);
    }

    private void authSecret() {
        var rules = new AuthSecretRules(database, findings);
        database.spec().authSecret().ifPresent(rules::reference);
        if (occasion.asksForAuthSecret(database)) {
            database.givenAuthSecretName().ifPresent(name -> rules.content(name, surroundings.authSecret()));
        }
    }

    private void policies() {
        findings.refuseIf(
                database.spec().halted().orElse(false)
                        && database.spec()
                                .deletionPolicy()
                                .filter(DeletionPolicy.DO_NOT_TERMINATE::equals)
                                .isPresent(),
                "spec.halted",
                "a database with deletionPolicy DoNotTerminate cannot be halted; change deletionPolicy first");
    }

    private void numbers() {
        findings.refuseIf(database.spec().replicas().orElse(1) < 1, "spec.replicas", "it has to be more than 0");
        database.spec()
                .healthChecker()
                .ifPresent(health -> Map.of(
                                "periodSeconds", health.periodSeconds(),
                                "timeoutSeconds", health.timeoutSeconds(),
                                "failureThreshold", health.failureThreshold())
                        .forEach((field, value) -> findings.refuseIf(
                                value.orElse(1) < 1, "spec.healthChecker." + field, "it has to be more than 0")));
    }

    private void unchanged(Database before) {
        findings.refuseIf(
                before.spec().storageType().orElse(StorageType.DURABLE)
                        != database.spec().storageType().orElse(StorageType.DURABLE),
                "spec.storageType",
                "storageType cannot be changed; make a new database and move the data");
        findings.refuseIf(
                before.spec() instanceof PostgresSpec
                        && before.settled()
                        && !before.spec().init().equals(database.spec().init()),
                "spec.init",
                "init cannot be changed, the database is initialised");
        if (!before.spec().storage().equals(database.spec().storage())) {
            findings.warn("spec.storage of a database that exists has no effect on its volumes in Keyturn");
        }
    }

    private void idle() {
        DatabaseSpec spec = database.spec();
        findings.warnIfIdle(
                spec.allowedSchemas()
                        .map(schemas -> schemas.at("/namespaces/from").asText())
                        .filter(from -> !from.equals("Same"))
                        .isPresent(),
                "spec.allowedSchemas");
        findings.warnIfIdle(spec.archiver(), "spec.archiver");
        findings.warnIfIdle(spec.init(), "spec.init");
        findings.warnIfIdle(spec.monitor(), "spec.monitor");
        findings.warnIfIdle(
                spec.serviceTemplates().stream().anyMatch(template -> template.alias() == ServiceAlias.STATS),
                "spec.serviceTemplates[stats]");
    }
}
