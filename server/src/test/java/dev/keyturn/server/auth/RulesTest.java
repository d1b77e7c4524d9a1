// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import static dev.keyturn.server.auth.Action.CREATE;
import static dev.keyturn.server.auth.Action.DELETE;
import static dev.keyturn.server.auth.Action.DESCRIBE_SECRET;
import static dev.keyturn.server.auth.Action.READ;
import static dev.keyturn.server.auth.Action.READ_GENERATED_CREDENTIALS;
import static dev.keyturn.server.auth.Action.READ_VALUE;
import static dev.keyturn.server.auth.Action.ROTATE_SECRETS;
import static dev.keyturn.server.auth.Subject.SECRETS;
import static dev.keyturn.server.auth.Subject.SECRET_ROTATION;
import static dev.keyturn.server.auth.Subject.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.auth.Condition.Operator;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.secret.FolderPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    private static final Condition IN_DEV =
            new Condition(Attribute.ENVIRONMENT, List.of(new Condition.Test(Operator.EQUAL, List.of("dev"))));
    private static final Condition BELOW_TEAM =
            new Condition(Attribute.SECRET_PATH, List.of(new Condition.Test(Operator.LIKE, List.of("/team/**"))));
    private static final Condition NOT_THAT_CONNECTION =
            new Condition(Attribute.CONNECTION, List.of(new Condition.Test(Operator.NOT_EQUAL, List.of("c1"))));
    private static final Scope DEV = Scope.folder("dev", FolderPath.ROOT);
    private static final Scope PROD = Scope.folder("prod", FolderPath.ROOT);

    @Test
    void allow_nothing_that_nobody_allows() {
        assertThat(new Rules(List.of()).allow(READ, SECRETS, DEV)).isFalse();
        assertThat(allowing(SECRETS, READ_VALUE).allow(DESCRIBE_SECRET, SECRETS, DEV))
                .isFalse();
    }

    @Test
    void allow_where_every_condition_holds() {
        var rules = new Rules(List.of(
                new Rule(SECRET_ROTATION, Set.of(READ), false, List.of(IN_DEV, BELOW_TEAM, NOT_THAT_CONNECTION))));
        var team = new FolderPath("/team/red");

        assertThat(rules.allow(READ, SECRET_ROTATION, Scope.rotation("dev", team, new ConnectionId("c2"))))
                .isTrue();
        assertThat(rules.allow(READ, SECRET_ROTATION, Scope.rotation("dev", team, new ConnectionId("c1"))))
                .isFalse();
        assertThat(rules.allow(READ, SECRET_ROTATION, Scope.rotation("prod", team, new ConnectionId("c2"))))
                .isFalse();
        assertThat(rules.allow(READ, SECRET_ROTATION, Scope.rotation("dev", FolderPath.ROOT, new ConnectionId("c2"))))
                .isFalse();
        assertThat(rules.allow(READ, SECRET_ROTATION, Scope.folder("dev", team)))
                .isFalse();
    }

    @Test
    void forbid_what_another_rule_allows() {
        var rules = new Rules(List.of(
                new Rule(SECRETS, Set.of(READ_VALUE), true, List.of(IN_DEV)),
                Rule.allowing(SECRETS, SECRETS.actions())));

        assertThat(rules.allow(READ_VALUE, SECRETS, DEV)).isFalse();
        assertThat(rules.allow(READ, SECRETS, DEV)).isFalse();
        assertThat(rules.allow(DESCRIBE_SECRET, SECRETS, DEV)).isTrue();
        assertThat(rules.allow(READ, SECRETS, PROD)).isTrue();
    }

    @Test
    void say_no_for_the_whole_project_where_a_condition_may_forbid_or_is_needed() {
        var conditional = new Rules(List.of(new Rule(SECRETS, Set.of(CREATE), false, List.of(IN_DEV))));
        var forbidden = new Rules(List.of(
                Rule.allowing(SECRETS, Set.of(CREATE)), new Rule(SECRETS, Set.of(CREATE), true, List.of(IN_DEV))));

        assertThat(conditional.allow(CREATE, SECRETS, Scope.PROJECT)).isFalse();
        assertThat(forbidden.allow(CREATE, SECRETS, Scope.PROJECT)).isFalse();
        assertThat(conditional.allowSomewhere(CREATE, SECRETS)).isTrue();
        assertThat(forbidden.allowSomewhere(CREATE, SECRETS)).isTrue();
        assertThat(conditional.allowSomewhere(DELETE, SECRETS)).isFalse();
    }

    @Test
    void show_the_rules_that_speak_about_an_action() {
        var rules = new Rules(List.of(
                Rule.allowing(SECRETS, SECRETS.actions()), new Rule(SECRETS, Set.of(CREATE), true, List.of(IN_DEV))));

        assertThat(rules.about(CREATE, SECRETS))
                .extracting(Rule.Shown::inverted)
                .containsExactly(false, true);
        assertThat(rules.about(CREATE, SECRETS).getLast().conditions().orElseThrow())
                .hasToString("{environment={$eq=dev}}");
        assertThat(rules.about(CREATE, WEBHOOKS)).isEmpty();
    }

    @Test
    void cover_others_that_allow_no_more() {
        var admin = new Rules(ProjectRole.ADMIN.rules());
        var member = new Rules(ProjectRole.MEMBER.rules());
        var dev = new Rules(List.of(new Rule(SECRETS, Set.of(READ_VALUE), false, List.of(IN_DEV))));
        var notDev = new Rules(List.of(
                Rule.allowing(SECRETS, Set.of(READ_VALUE)),
                new Rule(SECRETS, Set.of(READ_VALUE), true, List.of(IN_DEV))));

        assertThat(admin.cover(member)).isTrue();
        assertThat(member.cover(admin)).isFalse();
        assertThat(member.cover(dev)).isTrue();
        assertThat(dev.cover(dev)).isTrue();
        assertThat(dev.cover(allowing(SECRETS, READ_VALUE))).isFalse();
        assertThat(notDev.cover(allowing(SECRETS, READ_VALUE))).isFalse();
        assertThat(notDev.cover(notDev)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void follow_the_table_of_roles(Subject subject) {
        var work =
                Stream.of("secret", "app-connections", "environments", "tags").anyMatch(subject.wireName()::startsWith);

        for (var action : subject.actions()) {
            var reading = Set.of("read", "readValue", "describeSecret").contains(action.wireName());
            assertThat(allows(ProjectRole.ADMIN, action, subject)).isTrue();
            assertThat(allows(ProjectRole.MEMBER, action, subject)).isEqualTo(work);
            assertThat(allows(ProjectRole.VIEWER, action, subject)).isEqualTo(work && reading);
            assertThat(allows(ProjectRole.NO_ACCESS, action, subject)).isFalse();
        }
    }

    @Test
    void keep_generated_credentials_from_viewers() {
        assertThat(allows(ProjectRole.VIEWER, READ_GENERATED_CREDENTIALS, SECRET_ROTATION))
                .isFalse();
        assertThat(allows(ProjectRole.MEMBER, ROTATE_SECRETS, SECRET_ROTATION)).isTrue();
    }

    private static boolean allows(ProjectRole role, Action action, Subject subject) {
        return new Rules(role.rules()).allow(action, subject, Scope.PROJECT);
    }

    private static Rules allowing(Subject subject, Action action) {
        return new Rules(List.of(Rule.allowing(subject, Set.of(action))));
    }
}
