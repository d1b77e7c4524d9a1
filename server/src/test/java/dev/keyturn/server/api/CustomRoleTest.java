// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Roles that a project makes for itself, and what whoever has them may do (contract §7.1, §15.4).
@TestInstance(Lifecycle.PER_CLASS)
class CustomRoleTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private RunningServer server;
    private String admin;
    private String project;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder);
        admin = server.bootstrap();
        project = server.call(admin, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                .text("/project/id");
        makeFolder("team", "/");
        makeFolder("red", "/team");
        makeFolder("blue", "/team");
        makeSecret("/", "ROOT");
        makeSecret("/team/red", "RED");
        makeSecret("/team/blue", "BLUE");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shows_a_role_as_it_was_made() {
        var slug = slug();

        var made = make(slug, """
                {"subject":"secrets","action":["read"],"conditions":{"environment":"dev","secretPath":{"$glob":"/team/**"}}},
                {"subject":"app-connections","action":"read-app-connections","inverted":true}""");

        assertThat(made.status()).isEqualTo(200);
        var rules = made.json().at("/role/permissions");
        assertThat(rules.at("/0/action/0").asText()).isEqualTo("read");
        assertThat(rules.at("/0/conditions/environment/$eq").asText()).isEqualTo("dev");
        assertThat(rules.at("/0/conditions/secretPath/$glob").asText()).isEqualTo("/team/**");
        assertThat(rules.at("/1/action/0").asText()).isEqualTo("read-app-connections");
        assertThat(rules.at("/1/inverted").asBoolean()).isTrue();
        assertThat(call("GET", roles() + "/slug/" + slug, "").json()).isEqualTo(made.json());
        assertThat(names(call("GET", roles(), "").json().path("roles"), "slug"))
                .contains("admin", "member", "viewer", "no-access", slug);
    }

    @Test
    void tells_a_caller_what_its_roles_allow_at_a_place() {
        var robot = robot(role("""
                {"subject":"secrets","action":["read"],"conditions":{"environment":"dev","secretPath":{"$glob":"/team/**"}}},
                {"subject":"webhooks","action":["read"]}"""));
        var rights = "/api/v1/projects/" + project + "/rights";

        var inside = as(robot, "GET", rights + "?environment=dev&secretPath=/team/red", "")
                .json()
                .path("rights");
        var outside = as(robot, "GET", rights, "").json().path("rights");

        assertThat(inside.path("secrets").toString()).isEqualTo("[\"read\",\"describeSecret\",\"readValue\"]");
        assertThat(outside.path("secrets")).isEmpty();
        assertThat(outside.path("webhooks").toString()).isEqualTo("[\"read\"]");
        assertThat(call("GET", rights, "").json().at("/rights/project").toString())
                .isEqualTo("[\"read\",\"create\",\"edit\",\"delete\"]");
    }

    @Test
    void filters_lists_and_hides_values_where_a_condition_does_not_hold() {
        var robot = robot(role("""
                {"subject":"secrets","action":["read"],"conditions":{"environment":"dev","secretPath":{"$glob":"/team/**"}}},
                {"subject":"secret-folders","action":["read"],"conditions":{"secretPath":{"$in":["/team","/team/red"]}}}"""));

        assertThat(read(robot, "/team/red").status()).isEqualTo(200);
        assertThat(read(robot, "/").text("/error")).isEqualTo("PermissionDenied");
        assertThat(names(
                        as(robot, "GET", "/api/v1/folders?recursive=true&" + place("/"), "")
                                .json()
                                .path("folders"),
                        "name"))
                .containsExactly("team", "red");
        assertThat(names(
                        as(robot, "GET", "/api/v3/secrets/raw?recursive=true&" + secretPlace("/team"), "")
                                .json()
                                .path("secrets"),
                        "secretKey"))
                .containsExactlyInAnyOrder("RED", "BLUE");
    }

    @Test
    void forbids_by_an_inverted_rule_what_another_role_allows() {
        var forbidding = role("""
                {"subject":"secrets","action":["read"],"inverted":true,"conditions":{"secretPath":{"$glob":"/team/blue"}}}""");
        var robot = robot("viewer", forbidding);

        assertThat(read(robot, "/team/red").status()).isEqualTo(200);
        var refused = read(robot, "/team/blue");
        assertThat(refused.text("/error")).isEqualTo("PermissionDenied");
        assertThat(refused.text("/details/0/conditions/secretPath/$glob")).isEqualTo("/team/blue");
        assertThat(refused.json().at("/details/0/inverted").asBoolean()).isTrue();
        assertThat(names(
                        as(robot, "GET", "/api/v3/secrets/raw?recursive=true&" + secretPlace("/team"), "")
                                .json()
                                .path("secrets"),
                        "secretKey"))
                .containsExactly("RED");
    }

    @Test
    void does_not_expand_a_reference_to_where_the_reader_may_not_look() {
        server.call(
                admin,
                "POST",
                "/api/v3/secrets/raw/LEAK",
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretPath\":\"/team/red\",\"secretValue\":\"${dev.ROOT}\"}"
                        .formatted(project));
        var robot = robot(role("""
                {"subject":"secrets","action":["read"],"conditions":{"secretPath":"/team/red"}}"""));
        var path = "/api/v3/secrets/raw/LEAK?expandSecretReferences=true&" + secretPlace("/team/red");

        assertThat(as(admin, "GET", path, "").text("/secret/secretValue")).isEqualTo("value of ROOT");
        assertThat(as(robot, "GET", path, "").text("/secret/secretValue")).isEqualTo("${dev.ROOT}");
    }

    @Test
    void follows_a_change_of_the_role_and_its_slug_at_once() {
        var slug = role("{\"subject\":\"secrets\",\"action\":[\"read\"]}");
        var robot = robot(slug);
        var id = call("GET", roles() + "/slug/" + slug, "").text("/role/id");
        var renamed = slug();

        assertThat(read(robot, "/").status()).isEqualTo(200);
        call("PATCH", roles() + "/" + id, "{\"slug\":\"" + renamed + "\"}");
        assertThat(read(robot, "/").status()).isEqualTo(200);
        call("PATCH", roles() + "/" + id, "{\"permissions\":[]}");
        assertThat(read(robot, "/").text("/error")).isEqualTo("PermissionDenied");
    }

    @Test
    void is_not_deleted_while_somebody_has_it() {
        var slug = role("{\"subject\":\"secrets\",\"action\":[\"read\"]}");
        var robot = robot(slug);
        var id = call("GET", roles() + "/slug/" + slug, "").text("/role/id");

        assertThat(call("DELETE", roles() + "/" + id, "").status()).isEqualTo(400);
        call("PATCH", membership(robot), "{\"roles\":[{\"role\":\"viewer\"}]}");
        assertThat(call("DELETE", roles() + "/" + id, "").status()).isEqualTo(200);
        assertThat(call("GET", roles() + "/slug/" + slug, "").status()).isEqualTo(404);
        assertThat(call("PATCH", membership(robot), "{\"roles\":[{\"role\":\"" + slug + "\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void gives_nobody_more_than_the_giver_has() {
        var steward = robot("viewer", role("""
                        {"subject":"identity","action":["read","create","edit","delete"]},
                        {"subject":"role","action":["read","create","edit","delete"]}"""));
        var other = robot("viewer");
        var boss = robot("admin");

        assertThat(as(steward, "PATCH", membership(other), "{\"roles\":[{\"role\":\"viewer\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(as(steward, "PATCH", membership(other), "{\"roles\":[{\"role\":\"admin\"}]}")
                        .text("/error"))
                .isEqualTo("PermissionBoundaryError");
        assertThat(as(steward, "PATCH", membership(steward), "{\"roles\":[{\"role\":\"member\"}]}")
                        .text("/error"))
                .isEqualTo("PermissionBoundaryError");
        assertThat(as(steward, "DELETE", membership(boss), "").text("/error")).isEqualTo("PermissionBoundaryError");
        assertThat(as(
                                steward,
                                "POST",
                                roles(),
                                "{\"name\":\"Wide\",\"slug\":\"%s\",\"permissions\":[{\"subject\":\"secrets\",\"action\":\"delete\"}]}"
                                        .formatted(slug()))
                        .text("/error"))
                .isEqualTo("PermissionBoundaryError");
    }

    @Test
    void shows_in_a_membership_which_role_it_is() {
        var slug = role("{\"subject\":\"secrets\",\"action\":[\"read\"]}");
        var robot = robot("viewer", slug);

        var shown = call("GET", membership(robot), "").json().at("/identityMembership/roles");

        assertThat(shown).hasSize(2);
        assertThat(names(shown, "role")).containsExactlyInAnyOrder("custom", "viewer");
        assertThat(names(shown, "customRoleSlug")).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"moon\",\"action\":[\"read\"]}",
                "{\"subject\":\"secrets\",\"action\":[\"rotate-secrets\"]}",
                "{\"subject\":\"secrets\",\"action\":[]}",
                "{\"subject\":\"secrets\"}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"connectionId\":\"x\"}}",
                "{\"subject\":\"webhooks\",\"action\":\"read\",\"conditions\":{\"environment\":\"dev\"}}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"environment\":{}}}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"environment\":{\"$regex\":\".*\"}}}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"secretPath\":{\"$glob\":\"/{a,b}\"}}}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"secretPath\":{\"$in\":[]}}}",
                "{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":[]}",
                "{\"subject\":\"secret-rotation\",\"action\":\"read\",\"conditions\":{\"connectionId\":{\"$glob\":\"*\"}}}"
            })
    void is_refused_if_a_rule_would_have_no_effect(String rule) {
        assertThat(make(slug(), rule).status()).isEqualTo(422);
    }

    @Test
    void has_a_slug_of_its_own() {
        var slug = role("{\"subject\":\"secrets\",\"action\":[\"read\"]}");

        assertThat(make(slug, "").status()).isEqualTo(400);
        assertThat(make("admin", "").status()).isEqualTo(422);
    }

    private static String slug() {
        return "role-" + NUMBER.incrementAndGet();
    }

    private String role(String rules) {
        var slug = slug();
        assertThat(make(slug, rules).status()).isEqualTo(200);
        return slug;
    }

    private Answer make(String slug, String rules) {
        return call(
                "POST",
                roles(),
                "{\"name\":\"Some role\",\"slug\":\"%s\",\"permissions\":[%s]}".formatted(slug, rules));
    }

    private String roles() {
        return "/api/v1/projects/" + project + "/roles";
    }

    /// The token and the id of a new identity with these roles, with a space between.
    private String robot(String... slugs) {
        var organization = call("GET", "/api/v1/identities", "").text("/identities/0/orgId");
        var id = call(
                        "POST",
                        "/api/v1/identities",
                        "{\"name\":\"robot\",\"organizationId\":\"%s\",\"role\":\"no-access\"}".formatted(organization))
                .text("/identity/id");
        var roles = List.of(slugs).stream().map("{\"role\":\"%s\"}"::formatted).toList();
        assertThat(call(
                                "POST",
                                "/api/v2/workspace/" + project + "/identity-memberships/" + id,
                                "{\"roles\":" + roles + "}")
                        .status())
                .isEqualTo(200);
        var auth = "/api/v1/auth/universal-auth/identities/" + id;
        var client = call("POST", auth, "{}").text("/identityUniversalAuth/clientId");
        var secret = call("POST", auth + "/client-secrets", "{}").text("/clientSecret");
        return server.call(
                                "",
                                "POST",
                                "/api/v1/auth/universal-auth/login",
                                "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(client, secret))
                        .text("/accessToken")
                + " "
                + id;
    }

    private String membership(String robot) {
        return "/api/v1/projects/" + project + "/identity-memberships/" + robot.split(" ", -1)[1];
    }

    private Answer as(String robot, String method, String path, String body) {
        return server.call(robot.split(" ", -1)[0], method, path, body);
    }

    private Answer call(String method, String path, String body) {
        return server.call(admin, method, path, body);
    }

    private Answer read(String robot, String path) {
        return as(robot, "GET", "/api/v3/secrets/raw?" + secretPlace(path), "");
    }

    private String place(String path) {
        return "workspaceId=%s&environment=dev&path=%s".formatted(project, path);
    }

    private String secretPlace(String path) {
        return "workspaceId=%s&environment=dev&secretPath=%s".formatted(project, path);
    }

    private void makeFolder(String name, String path) {
        call(
                "POST",
                "/api/v1/folders",
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"name\":\"%s\",\"path\":\"%s\"}"
                        .formatted(project, name, path));
    }

    private void makeSecret(String path, String name) {
        call(
                "POST",
                "/api/v3/secrets/raw/" + name,
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretPath\":\"%s\",\"secretValue\":\"value of %s\"}"
                        .formatted(project, path, name));
    }

    private static List<String> names(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
