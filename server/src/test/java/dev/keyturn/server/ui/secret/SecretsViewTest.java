// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Words;
import dev.keyturn.server.ui.secret.SecretsView.Answers;
import dev.keyturn.server.ui.secret.SecretsView.Counts;
import dev.keyturn.server.ui.secret.SecretsView.Link;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretsViewTest {
    private static final Words WORDS = new Words(
            new Times(Instant.parse("2026-03-05T10:00:00Z"), Optional.of(ZoneId.of("Europe/Berlin"))),
            Map.of("redis-credentials", "Redis"));
    private static final SecretsAddress ROOT = SecretsAddress.folder("shop", "prod", "/");
    private static final JsonNode PROJECT = json("""
            {"name": "Shop", "environments": [{"name": "Development", "slug": "dev"}, {"name": "Production", "slug": "prod"}]}""");

    @Test
    void shows_folders_then_rotations_with_their_secrets_then_the_others_each_by_name() {
        var view = view(ROOT);

        assertThat(view.folders()).extracting(FolderRow::name).containsExactly("billing", "reports");
        assertThat(view.rotations()).extracting(RotationRow::name).containsExactly("a-redis", "b-redis");
        assertThat(view.rotations().get(1).secrets())
                .extracting(SecretRow::name)
                .containsExactly("REDIS_USERNAME", "REDIS_PASSWORD");
        assertThat(view.secrets()).extracting(SecretRow::name).containsExactly("SMTP_HOST", "STRIPE_KEY");
        assertThat(view.total()).isEqualTo(new Counts(2, 2, 4));
    }

    @Test
    void says_of_a_rotation_which_sets_log_in() {
        var rows = view(ROOT).rotations();

        assertThat(rows.get(1).type()).isEqualTo("Redis");
        assertThat(rows.get(1).sets().before()).isEqualTo("v12 published, v11 logs in until");
        assertThat(rows.get(1).sets().time().map(Moment::text)).contains("Fri 10:41");
        assertThat(rows.get(0).sets().before()).isEqualTo("v3 published, last changed");
        assertThat(rows.get(0).sets().time().map(Moment::text)).contains("14 d ago");
    }

    @Test
    void marks_an_old_set_that_is_kept_because_somebody_uses_it() {
        var held = json("""
                {"credentialVersion": 11, "published": true, "state": "held", "endedAt": null,
                 "plannedEndAt": "2026-03-05T09:00:00.000Z", "holdUntil": "2026-03-05T14:00:00.000Z"}""");

        var row = view(ROOT, Map.of("b", List.of(held))).rotations().get(1);

        assertThat(row.sets().before()).isEqualTo("v12 published, v11 kept: in use, until");
        assertThat(row.sets().after()).isEqualTo(" at the latest");
        assertThat(row.further()).contains(new Badge("v11 in use, 4 h left", "hourglass", Colour.SOON));
    }

    @Test
    void opens_the_rotations_that_the_address_names_and_closes_them_again() {
        var address = new SecretsAddress("shop", "prod", "/", "", List.of("b"));

        var rows = view(address).rotations();

        assertThat(rows).extracting(RotationRow::isOpen).containsExactly(false, true);
        assertThat(rows)
                .extracting(RotationRow::toggle)
                .containsExactly("/projects/shop/prod/secrets?path=/&open=b%2Ca", "/projects/shop/prod/secrets?path=/");
    }

    @Test
    void leaves_a_rotation_in_the_filter_for_its_name_or_for_that_of_a_secret() {
        var byName = view(new SecretsAddress("shop", "prod", "/", "B-Red", List.of()));
        var bySecret = view(new SecretsAddress("shop", "prod", "/", "password", List.of()));

        assertThat(byName.rotations()).extracting(RotationRow::name).containsExactly("b-redis");
        assertThat(byName.rotations().getFirst().secrets()).hasSize(2);
        assertThat(byName.rotations().getFirst().isOpen()).isFalse();
        assertThat(bySecret.rotations().getFirst().isOpen()).isTrue();
        assertThat(bySecret.rotations().getFirst().secrets())
                .extracting(SecretRow::name)
                .containsExactly("REDIS_PASSWORD");
        assertThat(bySecret.folders()).isEmpty();
    }

    @Test
    void tells_nothing_there_from_nothing_that_fits() {
        var none = view(new SecretsAddress("shop", "prod", "/", "REDSI", List.of()));
        var nothing = view(new SecretsAddress("shop", "prod", "/elsewhere", "", List.of()), json("{}"), json("{}"));

        assertThat(none.isFilteredAway()).isTrue();
        assertThat(none.isEmpty()).isFalse();
        assertThat(none.unfiltered()).isEqualTo("/projects/shop/prod/secrets?path=/");
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.isFilteredAway()).isFalse();
    }

    @Test
    void leads_along_the_path_and_to_the_same_folder_of_other_environments() {
        var view = view(SecretsAddress.folder("shop", "prod", "/billing/eu"));

        assertThat(view.crumbs())
                .containsExactly(
                        new Link("Shop", "/projects", false),
                        new Link("Production", "/projects/shop/prod/secrets?path=/", false),
                        new Link("/billing", "/projects/shop/prod/secrets?path=/billing", false),
                        new Link("eu", "/projects/shop/prod/secrets?path=/billing/eu", true));
        assertThat(view.tabs())
                .containsExactly(
                        new Link("Development", "/projects/shop/dev/secrets?path=/billing/eu", false),
                        new Link("Production", "/projects/shop/prod/secrets?path=/billing/eu", true));
    }

    @Test
    void holds_no_value_of_a_secret() {
        assertThat(view(ROOT).toString()).doesNotContain("hidden").doesNotContain("secretValue");
    }

    @Test
    void a_rotation_that_needs_a_decision_says_why_and_is_not_rotated_before() {
        var blocked = json("""
                {"id": "x", "name": "x", "type": "redis-credentials", "environment": {"slug": "prod"},
                 "folder": {"path": "/"}, "rotationStatus": "failed", "credentialVersion": 7,
                 "intent": {"state": "blocked", "reason": "pg-1:5432 accepts none of the passwords"}}""");

        var answers = new Answers(PROJECT, json("{}"), List.of(blocked), Map.of(), json("{}"));
        var row = SecretsView.of(answers, ROOT, WORDS).rotations().getFirst();

        assertThat(row.blocked()).contains("Decide first");
        assertThat(row.trouble())
                .contains(new RotationRow.Trouble("pg-1:5432 accepts none of the passwords", "Decide what to do"));
    }

    private static SecretsView view(SecretsAddress address) {
        return view(address, Map.of("b", List.of(json("""
                {"credentialVersion": 12, "published": true, "state": "published", "endedAt": null}"""), json("""
                {"credentialVersion": 11, "published": true, "state": "superseded", "endedAt": null,
                 "plannedEndAt": "2026-03-06T09:41:00.000Z"}"""))));
    }

    private static SecretsView view(SecretsAddress address, Map<String, List<JsonNode>> sets) {
        var folders = json("""
                {"folders": [{"name": "reports"}, {"name": "billing"}]}""");
        var secrets = json("""
                {"secrets": [
                  {"secretKey": "STRIPE_KEY", "type": "shared", "version": 3, "secretValue": "<hidden-by-infisical>"},
                  {"secretKey": "REDIS_PASSWORD", "type": "shared", "version": 12, "isRotatedSecret": true, "rotationId": "b"},
                  {"secretKey": "REDIS_USERNAME", "type": "shared", "version": 12, "isRotatedSecret": true, "rotationId": "b"},
                  {"secretKey": "SMTP_HOST", "type": "personal", "version": 1},
                  {"secretKey": "SMTP_HOST", "type": "shared", "version": 1}]}""");
        return SecretsView.of(
                new Answers(PROJECT, folders, List.of(redis("b", 12), redis("a", 3)), sets, secrets), address, WORDS);
    }

    private static SecretsView view(SecretsAddress address, JsonNode folders, JsonNode secrets) {
        return SecretsView.of(
                new Answers(PROJECT, folders, List.of(redis("b", 12)), Map.of(), secrets), address, WORDS);
    }

    private static JsonNode redis(String id, int version) {
        return json("""
                {"id": "%s", "name": "%s-redis", "type": "redis-credentials", "environment": {"slug": "prod"},
                 "folder": {"path": "/"}, "rotationStatus": "success", "isAutoRotationEnabled": true,
                 "nextRotationAt": "2026-03-17T11:00:00.000Z", "lastRotatedAt": "2026-02-19T10:00:00.000Z",
                 "credentialVersion": %d, "health": {"status": "ok", "nodes": []}, "intent": null,
                 "secretsMapping": {"username": "REDIS_USERNAME", "password": "REDIS_PASSWORD"}}""".formatted(id, id, version));
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
