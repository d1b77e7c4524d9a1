// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets, folders and projects as the official clients ask for them: §8, §9 and their rows, on both stores.
@ParameterizedClass
@EnumSource(Store.class)
class SecretRowsIT {

    private static final String RAW = "/api/v3/secrets/raw";

    private final Project project;

    SecretRowsIT(Store store) {
        project = Stage.shared(store, "secret-rows").project();
        if (project.secret("PLAIN").status() == 404) {
            project.createSecret("PLAIN", "value").ok();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"includeImports", "include_imports"})
    void row_27_v4_reads_with_either_spelling_and_an_etag(String spelling) {
        String path =
                "/api/v4/secrets?projectId=" + project.id() + "&environment=dev&recursive=false&" + spelling + "=true";

        var list = project.api().get(path).ok();

        String etag = list.header("ETag").orElseThrow();
        assertThat(keysOf(list)).contains("PLAIN");
        assertThat(project.api().header("If-None-Match", etag).get(path).status())
                .isIn(200, 304);
        project.createSecret("CHANGES_" + spelling, "x").ok();
        assertThat(project.api().get(path).header("ETag")).isPresent().isNotEqualTo(list.header("ETag"));
    }

    @Test
    void row_27_v4_reads_one_secret_by_name() {
        assertThat(project.api()
                        .get("/api/v4/secrets/PLAIN?projectId=" + project.id() + "&environment=dev&type=shared"))
                .isOk()
                .has("/secret/secretValue", "value");
    }

    @Test
    void row_28_a_slash_in_a_name_routes() {
        String query = "?secretName=x&includeImports=true&workspaceId=" + project.id() + "&environment=dev";

        assertThat(project.api().get(RAW + "/A%2FB" + query)).isNotFound();
        project.createSecret("A%2FB", "with a slash").ok();

        assertThat(project.api().get(RAW + "/A%2FB" + query))
                .isOk()
                .has("/secret/secretKey", "A/B")
                .has("/secret/secretValue", "with a slash");
    }

    @Test
    void row_29_folders_take_an_empty_flag_and_projects_come_bare_by_slug() {
        assertThat(project.api()
                        .get("/api/v1/folders?workspaceId=" + project.id() + "&environment=dev&path=/&recursive="))
                .isOk()
                .has("/folders", List.of());
        var bare = project.api().get("/api/v1/projects/slug/" + project.slug());
        assertThat(bare).isOk().has("/id", project.id()).has("/slug", project.slug());
        assertThat(Json.keys(bare.json())).contains("description", "id", "name", "orgId", "slug");
    }

    @Test
    void a_secret_carries_every_required_field() {
        var secret = project.secret("PLAIN").ok().at("/secret");

        assertThat(Json.keys(secret))
                .contains(
                        "id",
                        "_id",
                        "workspace",
                        "environment",
                        "version",
                        "type",
                        "secretKey",
                        "secretValue",
                        "secretComment",
                        "createdAt",
                        "updatedAt");
        assertThat(secret.path("_id")).isEqualTo(secret.path("id"));
        assertThat(secret.path("workspace").asText()).isEqualTo(project.id());
        assertThat(secret.path("environment").asText()).isEqualTo("dev");
        assertThat(secret.path("version").isInt()).isTrue();
        assertThat(secret.path("type").asText()).isEqualTo("shared");
        assertThat(secret.path("secretComment").asText()).isEmpty();
    }

    @Test
    void a_secret_is_written_renamed_and_deleted() {
        project.createSecret("LIFE", "one").ok();

        assertThat(project.createSecret("LIFE", "twice")).isBadRequest();
        assertThat(project.updateSecret("LIFE", "two")).isOk();
        assertThat(project.secret("LIFE")).has("/secret/version", 2).has("/secret/secretValue", "two");
        assertThat(project.api().patch(RAW + "/LIFE", Json.object("""
                                        {"workspaceId": %s, "environment": "dev", "newSecretName": "AFTERLIFE"}""", project.id())))
                .isOk();
        assertThat(project.secret("LIFE")).isNotFound();
        assertThat(project.secretValue("AFTERLIFE")).isEqualTo("two");
        assertThat(project.deleteSecret("AFTERLIFE")).isOk();
        assertThat(project.secret("AFTERLIFE")).isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " leading and trailing ",
                "line\nbreak\ttab",
                "quote\"back\\slash",
                "€ 漢字 🔑",
                "${PLAIN}",
                "<a href='x'>&amp;</a>",
                "%41%2F+",
                "{\"json\": [1, 2]}"
            })
    void values_come_back_as_they_went(String value) {
        String name = "V" + Integer.toHexString(value.hashCode());
        project.createSecret(name, value).ok();

        assertThat(project.secretValue(name)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%3Ab", "%20a", "a%20", "a%00b", "a%0Ab"})
    void names_that_the_contract_forbids_are_not_written(String name) {
        assertThat(project.createSecret(name, "x")).isError(422, "ValidationFailure");
        assertThat(project.secret(name)).isNotFound();
    }

    @Test
    void what_is_missing_is_told_apart() {
        assertThat(project.api().get(RAW + "/NOBODY?workspaceId=" + project.id() + "&environment=dev"))
                .isNotFound();
        assertThat(project.api().get(RAW + "?workspaceId=" + project.id())).isBadRequest();
        assertThat(project.api().get(RAW + "?environment=dev")).isBadRequest();
        assertThat(project.api().get(RAW + "?workspaceId=" + project.id() + "&environment=qa"))
                .isBadRequest();
        assertThat(project.api().get(RAW + "?workspaceId=" + project.id() + "&environment=dev&secretPath=/none"))
                .isOk()
                .has("/secrets", List.of());
        assertThat(project.api().get(RAW + "?workspaceSlug=" + project.slug() + "&environment=dev"))
                .isOk();
    }

    @Test
    void secrets_live_in_folders_and_are_listed_below_them() {
        project.api().post("/api/v1/folders", Json.object("""
                                {"workspaceId": %s, "environment": "staging", "name": "app", "path": "/"}""", project.id())).ok();
        project.api().post(RAW + "/DEEP", Json.object("""
                                {"workspaceId": %s, "environment": "staging", "secretPath": "/app/", "secretValue": "d"}""", project.id())).ok();
        String staging = RAW + "?workspaceId=" + project.id() + "&environment=staging";

        assertThat(keysOf(project.api().get(staging))).isEmpty();
        assertThat(keysOf(project.api().get(staging + "&recursive=true"))).containsExactly("DEEP");
        assertThat(keysOf(project.api().get(staging + "&secretPath=/app"))).containsExactly("DEEP");
        assertThat(keysOf(project.api().get(staging + "&secretPath=/app/"))).containsExactly("DEEP");
        assertThat(project.api().get(staging + "&secretPath=/app/../").status()).isEqualTo(422);
    }

    @Test
    void projects_have_three_environments_and_are_listed() {
        var workspace = project.api().get("/api/v1/workspace/" + project.id()).ok();

        assertThat(workspace
                        .each("/workspace/environments")
                        .map(item -> item.path("slug").asText()))
                .containsExactly("dev", "staging", "prod");
        assertThat(project.api().get("/api/v1/workspace").ok().each("/workspaces"))
                .anyMatch(item -> item.path("id").asText().equals(project.id()));
    }

    private static List<String> keysOf(Answer list) {
        return list.ok()
                .each("/secrets")
                .map(secret -> secret.path("secretKey").asText())
                .toList();
    }
}
