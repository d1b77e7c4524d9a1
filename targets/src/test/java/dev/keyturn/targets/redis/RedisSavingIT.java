// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.accepts;
import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RedisSetup.UsersIn;
import dev.keyturn.testkit.redis.RespReply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of users when a node starts anew.
class RedisSavingIT {

    private static final Keep NOTHING = new Keep.Shut();

    private final RedisSetup setup = RedisSetup.with(RedisBinary.chosen());

    @ParameterizedTest
    @EnumSource
    void keeps_users_over_a_restart_or_warns_that_it_cannot(UsersIn place) throws Exception {
        var kept = RedisEngine.candidate("~app:*", "+@read");
        try (var server = RedisServer.start(setup.keeping(place))) {
            boolean warned;
            try (Beside target = Visitor.to(server).open()) {
                target.apply(node(target, server), kept, NOTHING);
                warned = target.warnings().stream().anyMatch(warning -> warning.startsWith("not saved"));
            }

            server.kill();
            server.restart();

            assertThat(accepts(server, kept)).isEqualTo(!warned).isEqualTo(place != UsersIn.NOWHERE);
        }
    }

    @Test
    void does_not_believe_a_rewritten_configuration_where_the_acl_file_cannot_be_written() throws Exception {
        try (var server = RedisServer.start(setup);
                Beside target = Visitor.to(server).open()) {
            replaceByFolder(server);

            target.apply(node(target, server), RedisEngine.candidate("~*"), NOTHING);

            assertThat(target.warnings())
                    .singleElement()
                    .asString()
                    .contains("not saved", server.name(), "give it an aclfile");
        }
    }

    @Test
    void puts_back_what_an_account_keeps_where_a_restart_has_lost_the_account() throws Exception {
        var old = RedisEngine.candidate("~*", "+get");
        var kept = new Credential(
                old.account(), old.origin(), Password.of("the-password-that-stays"), 2, old.salt(), old.rules());
        try (var server = RedisServer.start(setup);
                Beside target = Visitor.to(server).open()) {
            target.retire(node(target, server), old, new Keep.Only(kept));

            assertThat(accepts(server, kept)).isTrue();
            assertThat(accepts(server, old)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~* +@all",
                "~{tag}:[a-z]*:?^x &news.* +@read -keys +client|setname",
                "allkeys allchannels allcommands on sanitize-payload",
                "~a:~b:%&!#<>$(x)=,;|`^ +get",
                "  ~spaced:*   +@hash\t&only.this\n"
            })
    void survives_a_restart_with_any_scope_that_it_takes(String scope) throws Exception {
        var next = RedisEngine.candidate(AclScope.parse(scope).toArray(String[]::new));
        for (UsersIn place : new UsersIn[] {UsersIn.ACL_FILE, UsersIn.CONFIGURATION}) {
            try (var server = RedisServer.start(setup.keeping(place))) {
                try (Beside target = Visitor.to(server).open()) {
                    target.apply(node(target, server), next, NOTHING);
                }
                var before = words(server.admin("ACL", "GETUSER", next.account().value()));

                server.kill();
                server.restart();

                assertThat(accepts(server, next)).isTrue();
                assertThat(words(server.admin("ACL", "GETUSER", next.account().value())))
                        .isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"~it's* +get", "~a\"b +get", "~a\\b +get", "~ü* +get", "~a\u0007b +get"})
    void lets_no_scope_through_that_the_server_could_not_read_back(String scope) throws Exception {
        var smuggled = RedisEngine.candidate(scope.split(" ", -1));
        try (var server = RedisServer.start(setup);
                Beside target = Visitor.to(server).open()) {
            var node = node(target, server);

            var refused = refusal(() -> target.apply(node, smuggled, NOTHING));

            assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThatThrownBy(() -> AclScope.parse(scope)).isInstanceOf(InvalidScope.class);
            assertThat(server.admin("ACL", "USERS").items()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q\"uo'te", "*", "a b", "we\"ird';drop", "naïve", "a\nb"})
    void lets_no_user_name_through_that_the_server_could_not_read_back(String name) throws Exception {
        var like = RedisEngine.candidate("~*");
        var hostile = new Credential(
                new AccountName(name), like.origin(), like.password(), like.version(), like.salt(), like.rules());
        try (var server = RedisServer.start(setup);
                Beside target = Visitor.to(server).open()) {
            var node = node(target, server);

            var apply = refusal(() -> target.apply(node, hostile, NOTHING));
            var retire = refusal(() -> target.retire(node, hostile, new Keep.Gone()));

            assertThat(apply.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(retire.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(server.admin("ACL", "USERS").items()).hasSize(2);
        }
    }

    /// A user's rules without their order, which 6.2 changes when it reads them back.
    private static List<String> words(RespReply user) {
        return Arrays.stream(user.toString().split("[\\s\\[\\],]+", -1))
                .sorted()
                .toList();
    }

    /// A folder cannot be written as a file, by nobody: tests may run as a user who may do anything.
    private static void replaceByFolder(RedisServer server) throws IOException {
        var file = server.folder().resolve("users.acl");
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in-the-way"));
    }
}
