// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.accepts;
import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A user that somebody else made: its rules and other passwords are not ours.
class RedisFoundUserIT {

    private final RedisServer server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));

    @BeforeEach
    void let_somebody_else_make_a_user() {
        server.admin("ACL", "SETUSER", "app", "on", ">theirs", "~their:*", "+get");
    }

    @AfterEach
    void stop_the_server() {
        server.close();
    }

    @Test
    void accepts_our_password_beside_theirs_and_gets_back_what_it_had() throws Exception {
        var ours = found("app");
        var before = server.admin("ACL", "GETUSER", "app");
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            Verifier found = target.found(node, ours.account()).orElseThrow();

            target.apply(node, ours, new Keep.Shut());
            boolean both = accepts(server, ours) && server.accepts("app", "theirs");
            target.retire(node, ours, new Keep.AsFound(found));
            target.retire(node, ours, new Keep.AsFound(found));

            assertThat(both).isTrue();
            assertThat(accepts(server, ours)).isFalse();
            assertThat(server.admin("ACL", "GETUSER", "app")).isEqualTo(before);
            assertThat(target.found(node, new AccountName("nobody"))).isEmpty();
        }
    }

    @Test
    void gives_nothing_back_that_was_not_read_from_a_redis() throws Exception {
        var ours = found("app");
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.apply(node, ours, new Keep.Shut());

            var refused = refusal(() -> target.retire(node, ours, new Keep.AsFound(new Verifier("on +@all"))));

            assertThat(refused.code()).isEqualTo("VERIFIER");
            assertThat(accepts(server, ours)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+@all", "+acl|setuser +acl|deluser"})
    void changes_in_place_with_two_passwords_of_ours_and_never_three(String rights) throws Exception {
        var changer = RedisAccount.random("changer", rights);
        server.admin(("ACL SETUSER changer on >" + changer.password() + " " + rights).split(" ", -1));
        var first = found("app");
        var second = RedisEngine.after(first);
        var third = RedisEngine.after(second);
        try (RedisTarget target =
                Visitor.as(changer, RedisEngine.connection(server.port())).open()) {
            var node = node(target, server);
            target.apply(node, first, new Keep.Shut());
            target.apply(node, second, new Keep.Only(first));
            boolean overlap = accepts(server, first) && accepts(server, second);
            target.retire(node, first, new Keep.Only(second));
            target.retire(node, first, new Keep.Only(second));
            target.apply(node, third, new Keep.Only(second));

            assertThat(overlap).isTrue();
            assertThat(accepts(server, first)).isFalse();
            assertThat(accepts(server, second) && accepts(server, third)).isTrue();
            assertThat(RedisUser.of(server, "app").hashes())
                    .hasSize(3)
                    .contains(UserChange.sha256(second.password()), UserChange.sha256(third.password()));
            assertThat(RedisUser.of(server, "app").rules()).contains("their:*").contains("+get");
        }
    }

    @Test
    void is_shut_and_never_deleted_also_where_it_has_to_go() throws Exception {
        try (RedisTarget target = Visitor.to(server).open()) {
            target.retire(node(target, server), found("app"), new Keep.Gone());

            assertThat(server.accepts("app", "theirs")).isFalse();
            assertThat(RedisUser.of(server, "app").flags()).contains("off");
            assertThat(RedisUser.of(server, "app").rules()).contains("their:*");
        }
    }

    @Test
    void is_switched_on_again_after_we_shut_it_and_stays_off_where_a_person_did() throws Exception {
        var ours = found("app");
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.retire(node, ours, new Keep.Shut());
            target.apply(node, ours, new Keep.Shut());
            boolean again = accepts(server, ours);
            server.admin("ACL", "SETUSER", "app", "off");

            var apply = refusal(() -> target.apply(node, ours, new Keep.Shut()));
            var preflight = refusal(() -> target.preflight(node, ours));

            assertThat(again).isTrue();
            assertThat(apply.reason()).isEqualTo(Reason.ACCOUNT);
            assertThat(preflight).hasMessageContaining("run ACL SETUSER app on there");
            assertThat(accepts(server, ours)).isFalse();
            assertThat(target.readBack(node, ours)).isEqualTo(ReadsBack.Answer.DIFFERS);
        }
    }

    @Test
    void is_not_made_where_it_is_missing() throws Exception {
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);

            var apply = refusal(() -> target.apply(node, found("nobody"), new Keep.Shut()));
            var preflight = refusal(() -> target.preflight(node, found("nobody")));
            target.retire(node, found("nobody"), new Keep.Shut());

            assertThat(apply.reason()).isEqualTo(Reason.NO_SUCH_ACCOUNT);
            assertThat(preflight.reason()).isEqualTo(Reason.NO_SUCH_ACCOUNT);
            assertThat(server.admin("ACL", "USERS").items()).hasSize(3);
        }
    }

    @Test
    void says_where_any_password_gets_in_and_what_changes_then() throws Exception {
        server.admin("ACL", "SETUSER", "open", "on", "nopass", "~*", "+get");
        server.admin("ACL", "SETUSER", "default", "on", "nopass");
        var ours = found("open");
        try (RedisTarget target = Visitor.to(server).open()) {
            var node = node(target, server);
            target.preflight(node, found("app"));
            assertThat(target.warnings()).isEmpty();

            target.preflight(node, ours);
            target.preflight(node, found("default"));

            assertThat(target.warnings())
                    .anyMatch(warning ->
                            warning.startsWith("logins unprovable: " + server.name()) && warning.contains("\"open\""))
                    .anyMatch(warning -> warning.startsWith("logins unprovable") && warning.contains("\"default\""))
                    .anyMatch(warning -> warning.startsWith("default: ") && warning.contains("requirepass"));
            assertThat(target.readBack(node, ours)).isEqualTo(ReadsBack.Answer.CANNOT_TELL);
            Verifier found = target.found(node, ours.account()).orElseThrow();
            target.apply(node, ours, new Keep.Shut());
            assertThat(server.accepts("open", "anything")).isFalse();
            target.retire(node, ours, new Keep.AsFound(found));
            assertThat(server.accepts("open", "anything")).isTrue();
        }
    }

    private static Credential found(String name) {
        return RedisEngine.found(new AccountName(name));
    }
}
