// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// App connections: §6 and its rows, on both stores.
@ParameterizedClass
@EnumSource(Store.class)
class ConnectionRowsIT {

    private static final String PATH = "/api/v1/app-connections/redis";

    private final Stage stage;

    ConnectionRowsIT(Store store) {
        stage = Stage.shared(store, "connection-rows");
    }

    @Test
    void row_5_a_wrong_password_is_400_and_stores_nothing() {
        var wrong = new RedisAccount("rotator", "wr0ng-\"p4ss\\word", "");

        assertThat(stage.project()
                        .connect(stage.project()
                                .connectionBody("r5", stage.redis().port(), wrong)))
                .isBadRequest()
                .neverSays("wr0ng", "p4ss");

        assertThat(stage.api()
                        .get(PATH + "/connection-name/r5?projectId="
                                + stage.project().id()))
                .isNotFound();
    }

    @Test
    void row_6_the_answer_holds_everything_but_the_password() {
        var answer = stage.api().get(PATH + "/" + stage.connection());

        assertThat(answer)
                .isOk()
                .neverSays("s3cret")
                .has("/appConnection/app", "redis")
                .has("/appConnection/version", 1)
                .has("/appConnection/isPlatformManagedCredentials", false)
                .hasNull("/appConnection/gatewayId")
                .has("/appConnection/project/id", stage.project().id());
        assertThat(Json.keys(answer.at("/appConnection")))
                .containsExactly(
                        "app",
                        "createdAt",
                        "credentials",
                        "credentialsHash",
                        "description",
                        "gatewayId",
                        "health",
                        "id",
                        "isPlatformManagedCredentials",
                        "method",
                        "name",
                        "nodes",
                        "orgId",
                        "project",
                        "projectId",
                        "updatedAt",
                        "version");
        assertThat(answer.at("/appConnection/credentials"))
                .isEqualTo(Json.object("""
                        {"host": "127.0.0.1", "port": %s, "username": "rotator",
                         "sslEnabled": false, "sslRejectUnauthorized": false}""", stage.redis().port()));
        assertThat(answer.text("/appConnection/credentialsHash")).matches("[0-9a-f]{64}");
    }

    @Test
    void row_6_the_hash_changes_with_the_credentials_only() {
        var project = stage.project();
        var body = project.connectionBody("r6", stage.redis().port(), Stage.ROTATOR);
        var created = project.connect(body).ok();
        String path = PATH + "/" + created.text("/appConnection/id");
        String hash = created.text("/appConnection/credentialsHash");

        assertThat(stage.api().patch(path, Json.object("{\"description\": \"other\"}")))
                .isOk()
                .has("/appConnection/credentialsHash", hash);
        stage.redis().admin("ACL", "SETUSER", "rotator", ">another");
        try {
            var changed = Json.merged(body, "{\"credentials\": {\"password\": \"another\"}}");
            assertThat(stage.api()
                            .patch(path, Json.object("{\"credentials\": %s}", changed.path("credentials")))
                            .ok()
                            .text("/appConnection/credentialsHash"))
                    .isNotEqualTo(hash);
        } finally {
            stage.redis().admin("ACL", "SETUSER", "rotator", "<another");
        }
    }

    @Test
    void row_7_platform_management_and_gateways_are_not_for_redis() {
        var body = stage.project().connectionBody("r7", stage.redis().port(), Stage.ROTATOR);

        assertThat(stage.project().connect(Json.merged(body, "{\"isPlatformManagedCredentials\": true}")))
                .isError(422, "ValidationFailure");
        assertThat(stage.project()
                        .connect(Json.merged(body, "{\"gatewayId\": \"3c90c3cc-0d44-4b50-8888-8dd25736052a\"}")))
                .isError(422, "ValidationFailure");
        assertThat(stage.project().connect(Json.merged(body, "{\"gatewayId\": null}")))
                .isOk();
    }

    @Test
    void row_7_a_sql_connection_is_platform_managed_if_its_owner_wants_that() {
        try (var postgres = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()))) {
            postgres.admin("CREATE ROLE chief LOGIN CREATEROLE PASSWORD 'as-it-was-given'");
            var body = Json.merged(
                    stage.project()
                            .connectionBody(
                                    "r7-sql", postgres.port(), new RedisAccount("chief", "as-it-was-given", "")),
                    "{\"isPlatformManagedCredentials\": true, \"credentials\": {\"database\": \"postgres\"}}");

            var made = stage.project().connect("postgres", body);

            assertThat(made)
                    .isOk()
                    .has("/appConnection/isPlatformManagedCredentials", true)
                    .neverSays("as-it-was-given");
            assertThat(postgres.accepts("chief", "as-it-was-given")).isFalse();
            String path = "/api/v1/app-connections/postgres/" + made.text("/appConnection/id");
            assertThat(stage.api().post(path + "/test", Json.object("{}")).ok().each("/checks"))
                    .filteredOn(check -> check.path("name").asText().equals("connection"))
                    .allMatch(check -> check.path("outcome").asText().equals("pass"))
                    .isNotEmpty();
            assertThat(stage.api().delete(path)).isOk();
        }
    }

    @Test
    void the_published_sample_without_ssl_flags_works() {
        var body = stage.project().connectionBody("no-flags", stage.redis().port(), Stage.ROTATOR);
        body.withObject("/credentials").remove(java.util.List.of("sslEnabled", "sslRejectUnauthorized"));
        body.withObject("/credentials")
                .put("port", Integer.toString(stage.redis().port()));
        body.withObject("/credentials").put("sslCertificate", "");

        assertThat(stage.project().connect(body))
                .isOk()
                .has("/appConnection/credentials/sslEnabled", false)
                .has("/appConnection/credentials/sslRejectUnauthorized", true)
                .has("/appConnection/credentials/port", stage.redis().port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Redis", "a_b", "a.b", "a b", "a--b", "-a", "a-", "a&b", "ä", ""})
    void a_name_that_is_no_slug_is_refused(String name) {
        assertThat(stage.project()
                        .connect(stage.project()
                                .connectionBody(name, stage.redis().port(), Stage.ROTATOR)))
                .isValidationFailure();
    }

    @Test
    void a_slug_may_have_64_characters_but_not_65() {
        String longest = "a".repeat(64);

        assertThat(stage.project()
                        .connect(stage.project()
                                .connectionBody(
                                        " " + longest + " ", stage.redis().port(), Stage.ROTATOR)))
                .isOk()
                .has("/appConnection/name", longest);
        assertThat(stage.project()
                        .connect(stage.project()
                                .connectionBody(longest + "a", stage.redis().port(), Stage.ROTATOR)))
                .isValidationFailure();
    }

    @Test
    void connections_are_found_by_list_name_and_what_may_be_used() {
        String query = "?projectId=" + stage.project().id();

        assertThat(stage.api().get("/api/v1/app-connections" + query).ok().each("/appConnections"))
                .anyMatch(item -> item.path("id").asText().equals(stage.connection()));
        assertThat(stage.api().get(PATH + query).ok().each("/appConnections"))
                .anyMatch(item -> item.path("id").asText().equals(stage.connection()));
        assertThat(stage.api().get(PATH + "/available" + query).ok().each("/appConnections"))
                .contains(Json.object(
                        "{\"app\": \"redis\", \"name\": \"connection-rows\", \"id\": %s}", stage.connection()));
        assertThat(stage.api().get(PATH + "/connection-name/connection-rows" + query))
                .isOk()
                .has("/appConnection/id", stage.connection());
        assertThat(stage.api().get("/api/v1/app-connections/options").ok().each("/appConnectionOptions"))
                .anySatisfy(option -> assertThat(option).isEqualTo(Json.object("""
                                {"name": "Redis", "app": "redis", "methods": ["username-and-password"],
                                 "supportsPlatformManagement": false}""")));
    }

    @Test
    void a_connection_in_use_is_not_deleted() {
        var connection = stage.project().connection("in-use", stage.redis().port(), Stage.ROTATOR);
        var rotation = stage.project().rotation("uses-it", connection);

        assertThat(stage.api().delete(PATH + "/" + connection, Json.object("{}")))
                .isBadRequest();
        rotation.delete("?revokeGeneratedCredentials=true").ok();
        assertThat(stage.api().delete(PATH + "/" + connection, Json.object("{}")))
                .isOk();

        assertThat(stage.api().get(PATH + "/" + connection)).isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "::ffff:169.254.169.254", "fe80::1"})
    void metadata_addresses_are_refused_always(String host) {
        var body = stage.project().connectionBody("metadata", stage.redis().port(), Stage.ROTATOR);

        assertThat(stage.project().connect(Json.merged(body, "{\"credentials\": {\"host\": %s}}", host)))
                .isBadRequest();
    }

    @Test
    void an_app_that_is_not_offered_is_404() {
        assertThat(stage.api()
                        .get("/api/v1/app-connections/no-such-app?projectId="
                                + stage.project().id()))
                .isNotFound();
    }
}
