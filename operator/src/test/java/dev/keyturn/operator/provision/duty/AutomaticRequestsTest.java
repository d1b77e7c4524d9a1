// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.ops.DatabaseRef;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutomaticRequestsTest {

    private static final Instant ACTIVE_FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant CREATED = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-03-02T00:03:00Z");
    private static final String AUTOMATIC = "db-1772409600-rotate-auth-auto";

    @Test
    void the_name_holds_the_date_that_it_is_of() {
        assertThat(AutomaticRequests.name("orders-cache", CREATED))
                .isEqualTo("orders-cache-1772409600-rotate-auth-auto");
    }

    @Test
    void the_name_of_a_database_is_cut_so_that_the_intent_of_the_request_has_one_too() {
        String name = AutomaticRequests.name("x".repeat(253), CREATED);

        assertThat(name + "-keyturn-intent").hasSize(253).contains("x-1772409600-rotate-auth-auto");
    }

    @ParameterizedTest
    @EnumSource(
            value = OpsPhase.class,
            names = {"PENDING", "PROGRESSING"})
    void what_is_not_at_its_end_is_open(OpsPhase phase) {
        assertThat(past(request("by-hand", phase)).open()).isTrue();
        assertThat(past(request(AUTOMATIC, phase)).ended()).isEmpty();
    }

    @Test
    void one_that_nobody_has_looked_at_is_open() {
        var fresh = request("by-hand", OpsPhase.PENDING);
        fresh.setStatus(null);

        assertThat(past(fresh).open()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = OpsPhase.class,
            names = {"FAILED", "SKIPPED"})
    void an_automatic_one_that_did_not_rotate_ended_at_its_last_condition(OpsPhase phase) {
        assertThat(past(request(AUTOMATIC, phase))).isEqualTo(new AutoRotation.Past(false, List.of(ENDED)));
    }

    @Test
    void those_of_people_and_those_of_a_former_password_do_not_count() {
        var former = request(AUTOMATIC, OpsPhase.FAILED);
        former.getMetadata().setCreationTimestamp("2026-02-27T00:00:00Z");
        var nameless = request(AUTOMATIC, OpsPhase.FAILED);
        nameless.getMetadata().setLabels(Map.of());

        assertThat(past(former, nameless, request("by-hand", OpsPhase.FAILED), request(AUTOMATIC, OpsPhase.SUCCESSFUL)))
                .isEqualTo(AutoRotation.Past.none());
    }

    private static AutoRotation.Past past(RedisOpsRequest... requests) {
        return AutomaticRequests.past(List.of(requests), ACTIVE_FROM);
    }

    private static RedisOpsRequest request(String name, OpsPhase phase) {
        var request = new RedisOpsRequest();
        request.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withCreationTimestamp(CREATED.toString())
                .withLabels(Map.of("app.kubernetes.io/type", "rotate-auth"))
                .build());
        request.setSpec(new OpsRequestSpec(
                new DatabaseRef("db"),
                OpsType.ROTATE_AUTH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        request.setStatus(new OpsRequestStatus(
                Optional.of(phase), Optional.empty(), List.of(condition(CREATED), condition(ENDED)), List.of()));
        return request;
    }

    private static Condition condition(Instant since) {
        return new Condition(
                "Any", "True", since, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
