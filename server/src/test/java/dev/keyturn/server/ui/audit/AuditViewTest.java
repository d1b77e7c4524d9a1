// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditViewTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Times TIMES = new Times(Instant.parse("2026-03-05T10:00:00Z"), Optional.of(BERLIN));
    private static final Names NAMES =
            new Names(Map.of("p1", "shop"), Map.of("r1", "cart-redis"), Map.of("c1", "orders-db"), Map.of("m1", "ci"));
    private static final AuditFilter ALL = new AuditFilter("", "", "", "", "", "");

    @ParameterizedTest
    @CsvSource({
        "secret-rotation-rotate-secrets, success, Rotated, circle-check, kt-l-did-ok",
        "secret-rotation-rotate-secrets, failed, Rotation failed, circle-x, kt-l-did-bad",
        "secret-rotation-blocked, '', Blocked, circle-x, kt-l-did-bad",
        "get-secret-rotation-generated-credentials, '', Revealed credentials, eye, kt-l-did-seen",
        "secret-rotation-step, failed, Step failed, circle-x, kt-l-did-bad",
        "update-secret-rotation, '', Changed, '', ''",
        "login-identity-universal-auth-failed, '', Login refused, circle-x, kt-l-did-bad",
        "delete-folder, '', Folder deleted, '', ''",
        "get-secret-tags, '', Secret tags read, '', ''",
        "reconcile-secret-rotation, '', Reconcile secret rotation, '', ''",
    })
    void says_what_was_done_in_the_past(String type, String status, String did, String icon, String look) {
        var row = row(type, "{\"status\": \"%s\"}".formatted(status), "{\"type\": \"platform\"}");

        assertThat(row.did()).isEqualTo(did);
        assertThat(row.didIcon()).isEqualTo(icon);
        assertThat(row.didLook()).isEqualTo(look);
    }

    @Test
    void says_who_it_was() {
        var person = row("get-secret", "{}", """
                {"type": "user", "metadata": {"email": "mara@example.test"}}""");
        var machine = row("get-secret", "{}", """
                {"type": "identity", "metadata": {"identityId": "m1"}}""");
        var server = row("get-secret", "{}", "{\"type\": \"platform\"}");

        assertThat(person.who() + " " + person.whoIcon()).isEqualTo("mara@example.test user");
        assertThat(machine.who() + " " + machine.whoIcon()).isEqualTo("ci key");
        assertThat(server.who() + " " + server.whoIcon()).isEqualTo("Keyturn server-2");
        assertThat(row("login-user", """
                {"userId": "u", "email": "jon@example.test"}""", "{\"type\": \"platform\"}").who()).isEqualTo("jon@example.test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "secret-rotation-rotate-secrets | {'rotationId': 'r1', 'name': 'old'} | cart-redis | /projects/shop/rotations/r1",
                "delete-secret-rotation | {'rotationId': 'gone', 'name': 'old-cache'} | old-cache | -",
                "secret-rotation-step | {'rotationId': 'gone', 'name': 'verify'} | gone | -",
                "test-app-connection | {'connectionId': 'c1'} | orders-db | /connections/c1",
                "get-secret | {'name': 'A/B', 'environment': 'prod', 'secretPath': '/billing'} | A/B"
                        + " | /projects/shop/prod/secrets?path=%2Fbilling",
                "create-folder | {'folderPath': '/eu', 'environment': 'dev'} | /eu | /projects/shop/dev/secrets?path=%2Feu",
                "create-identity | {'identityId': 'new', 'name': 'robot'} | robot | -",
                "create-project | {'slug': 'shop'} | shop | -",
            })
    void leads_to_what_it_was_done_to_while_that_is_there(
            String type, String metadata, String name, @org.jspecify.annotations.Nullable String href) {
        var subject = row(type, metadata.replace('\'', '"'), "{}").to();

        assertThat(subject).isEqualTo(new Subject(name, Optional.ofNullable(href)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret-rotation-rotate-secrets | {'status': 'success', 'credentialVersion': 3} | v3 published",
                "secret-rotation-rotate-secrets | {'status': 'failed', 'credentialVersion': 3, 'message': 'verify on a:1'}"
                        + " | verify on a:1",
                "secret-rotation-step | {'name': 'verify', 'node': 'a:1', 'outcome': 'success'} | verify on a:1",
                "get-secret | {'environment': 'prod', 'secretPath': '/x', 'count': 12} | prod /x, 12 times",
                "delete-secret-rotation | {'status': 'success', 'accountsLeft': ['a', 'b']} | left on the target: a, b",
                "create-project | {} | –",
            })
    void adds_what_else_is_known(String type, String metadata, String detail) {
        assertThat(row(type, metadata.replace('\'', '"'), "{}").detail()).isEqualTo(detail);
    }

    @Test
    void asks_the_api_for_whole_days_of_the_browsers_zone() {
        var filter = new AuditFilter("shop", "trouble", "m1", "2026-03-28", "2026-03-29", "77");

        assertThat(filter.question("p1", BERLIN))
                .isEqualTo("/api/v1/organization/audit-logs?projectId=p1"
                        + "&eventType=secret-rotation-blocked%2Csecret-rotation-credential-refused"
                        + "%2Csecret-rotation-credential-cut&actor=m1&startDate=2026-03-27T23%3A00%3A00Z"
                        + "&endDate=2026-03-29T22%3A00%3A00Z&limit=50&cursor=77");
        assertThat(filter.older("12"))
                .isEqualTo("/audit?project=shop&event=trouble&actor=m1&from=2026-03-28&to=2026-03-29&cursor=12");
    }

    @Test
    void offers_older_entries_while_there_are_any() {
        var first = view("{\"auditLogs\": [], \"nextCursor\": \"12\"}", ALL);
        var last = view("{\"auditLogs\": [], \"nextCursor\": null}", new AuditFilter("", "", "", "", "", "12"));

        assertThat(first.older()).contains("/audit?cursor=12");
        assertThat(first.newest()).isEmpty();
        assertThat(last.older()).isEmpty();
        assertThat(last.newest()).contains("/audit");
    }

    @Test
    void keeps_a_type_of_the_address_that_no_group_has() {
        var view = view("{}", new AuditFilter("", "delete-folder", "somebody", "", "", ""));

        assertThat(view.events())
                .filteredOn(AuditView.Choice::chosen)
                .containsExactly(new AuditView.Choice("delete-folder", "Folder deleted", true));
        assertThat(view.actors())
                .filteredOn(AuditView.Choice::chosen)
                .extracting(AuditView.Choice::value)
                .containsExactly("somebody");
    }

    @Test
    void every_type_of_a_group_has_a_verb_in_the_past() {
        assertThat(Arrays.stream(EventGroup.values()).flatMap(group -> group.list().stream()))
                .allSatisfy(type -> assertThat(Verb.of(type).words()).isNotEqualToIgnoringCase(type.replace('-', ' ')));
    }

    @Test
    void the_chain_is_said_to_be_whole_only_if_it_was_checked() {
        assertThat(chain("{\"state\": \"whole\", \"checkedAt\": \"2026-03-05T09:55:00Z\", \"entries\": 18204}"))
                .isEqualTo(
                        new Badge("Chain whole, 18\u00a0204 entries, checked today 10:55", "shield-check", Colour.OK));
        assertThat(chain("{\"state\": \"broken\", \"firstBadId\": \"x\"}"))
                .isEqualTo(new Badge("Chain broken at entry x", "alert-octagon", Colour.SOLID));
        assertThat(chain("{\"state\": \"unchecked\"}").colour()).isEqualTo(Colour.OFF);
    }

    private static Badge chain(String json) {
        return ChainBadge.of(json(json), TIMES);
    }

    private static AuditView view(String logs, AuditFilter filter) {
        return AuditView.of(json(logs), json("{}"), NAMES, filter, TIMES, true);
    }

    private static AuditRow row(String type, String metadata, String actor) {
        return AuditRow.of(json("""
                {"id": "1", "createdAt": "2026-03-05T09:00:00Z", "projectId": "p1", "actor": %s,
                 "event": {"type": "%s", "metadata": %s}}""".formatted(actor, type, metadata)), NAMES, TIMES);
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
