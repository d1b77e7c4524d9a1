// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseRulesTest {

    private static final String SOUND = "{}";

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_plain_database_is_taken_without_a_warning(Engine engine) {
        var verdict = judge(engine, SOUND, SOUND);

        assertThat(verdict).isEqualTo(Verdict.accepted());
    }

    @ParameterizedTest(name = "{0} {1} in {2} → {3}")
    @CsvFileSource(resources = "refused-databases.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void a_database_that_breaks_a_rule_is_refused_for_it(Engine engine, String patch, String world, String words) {
        var verdict = judge(engine, patch, world);

        assertThat(verdict.reason()).startsWith(words);
        assertThat(verdict.faults()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1} in {2} → {3}")
    @CsvFileSource(resources = "taken-databases.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void a_database_at_the_edge_of_a_rule_is_taken(Engine engine, String patch, String world, String warning) {
        var verdict = judge(engine, patch, world);

        assertThat(verdict.faults()).isEmpty();
        assertThat(String.join("; ", verdict.warnings())).isEqualTo(warning);
    }

    @ParameterizedTest(name = "{0} {1} → {2}: {3}")
    @CsvFileSource(resources = "changed-databases.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void a_change_is_judged_by_what_it_changes(Engine engine, String before, String patch, String world, String words) {
        var change = new Occasion.Change(Table.database(engine, before));

        var verdict = DatabaseRules.judge(change, Table.database(engine, patch), surroundings(engine, world));

        assertThat(verdict.reason()).startsWith(words);
        assertThat(verdict.isAccepted()).isEqualTo(words.isEmpty());
    }

    @Test
    void what_runs_is_not_stopped_by_a_version_that_became_deprecated_nor_by_a_storage_class_that_went() {
        var provisioned = Table.database(
                Engine.REDIS,
                "{status: {conditions: [{type: Provisioned, status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z'}]}}");
        var world = surroundings(Engine.REDIS, "{deprecated: true, storageClass: MISSING}");

        assertThat(DatabaseRules.judge(new Occasion.Work(), provisioned, world).faults())
                .isEmpty();
        assertThat(DatabaseRules.judge(new Occasion.Work(), Table.database(Engine.REDIS, SOUND), world)
                        .faults())
                .hasSize(2);
    }

    @Test
    void all_faults_are_told_at_once() {
        var verdict = judge(Engine.REDIS, "{spec: {replicas: 2, storage: null}}", "{version: missing}");

        assertThat(verdict.reason())
                .contains("RedisVersion \"7.0.15\" does not exist")
                .contains("spec.replicas: ")
                .contains("spec.storage: ");
    }

    @Test
    void no_text_shows_a_password() {
        var verdict = judge(
                Engine.POSTGRES,
                "{spec: {authSecret: {name: mine, externallyManaged: true}}}",
                "{secret: {metadata: {name: mine, namespace: shop}, pair: [root, canary-7391]}}");

        assertThat(verdict.toString()).contains("names another user").doesNotContain("canary-7391");
    }

    @Test
    void a_protected_database_is_not_deleted() {
        var guarded = Table.database(Engine.POSTGRES, "{spec: {deletionPolicy: DoNotTerminate}}");

        assertThat(DatabaseRules.refusesDeletion(guarded))
                .hasValue("Postgres shop/orders cannot be deleted: its deletionPolicy is DoNotTerminate;"
                        + " set spec.deletionPolicy to Halt, Delete or WipeOut first");
        assertThat(DatabaseRules.refusesDeletion(Table.database(Engine.POSTGRES, SOUND)))
                .isEmpty();
    }

    private static Verdict judge(Engine engine, String patch, String world) {
        return DatabaseRules.judge(new Occasion.Creation(), Table.database(engine, patch), surroundings(engine, world));
    }

    /// `{version: missing | number, deprecated: true, storageClass: MISSING, secret: {…}, anyUser: true}`
    private static DatabaseSurroundings surroundings(Engine engine, String world) {
        var tree = Table.yaml(world);
        var own = Table.version(engine);
        var version = new CatalogVersion(
                own.name(),
                tree.path("version").asText(own.number()),
                tree.path("deprecated").asBoolean(),
                own.official(),
                own.runAsUser(),
                tree.path("anyUser").asBoolean());
        return new DatabaseSurroundings(
                Optional.of(version).filter(known -> !known.number().equals("missing")),
                StorageClassSeen.valueOf(tree.path("storageClass").asText("FOUND")),
                Optional.of(tree.path("secret"))
                        .filter(JsonNode::isObject)
                        .map(secret -> Table.secret(secret.toString())));
    }
}
