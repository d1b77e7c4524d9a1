// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.node;
import static dev.keyturn.targets.redis.Visitor.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Session;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes at work on one user at the same time.
class RedisRivalsIT {

    private static final int ROUNDS = 40;

    private final RedisServer server = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));

    @AfterEach
    void stop_the_server() {
        server.close();
    }

    @Test
    void leave_each_other_their_passwords_where_two_rotations_have_adopted_one_user() throws Exception {
        server.admin("ACL", "SETUSER", "shared", "on", ">theirs", "~their:*", "+get");
        try (var rivals = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Credential>> both = rivals.invokeAll(List.of(rival("one"), rival("another")));

            for (Future<Credential> each : both) {
                assertThat(Visitor.accepts(server, each.get())).isTrue();
            }
        }
        assertThat(RedisUser.of(server, "shared").hashes()).hasSize(3);
        assertThat(server.accepts("shared", "theirs")).isTrue();
    }

    @Test
    void lets_the_later_process_of_one_rotation_go_on_and_nothing_of_the_earlier_one_land() throws Exception {
        var published = RedisEngine.candidate("~*", "+get");
        var earlier = RedisEngine.after(published);
        var later = RedisEngine.after(published);
        try (RedisTarget first = Visitor.to(server).open();
                var _ = first.lock()) {
            var node = node(first, server);
            first.apply(node, published, new Keep.Shut());
            try (RedisTarget second = Visitor.to(server).open();
                    var lock = second.lock()) {
                assertThat(lock.isProven()).isTrue();
                second.apply(node, later, new Keep.Only(published));

                silence(() -> first.apply(node, earlier, new Keep.Only(published)));
            }

            assertThat(Visitor.accepts(server, published)).isTrue();
            assertThat(Visitor.accepts(server, later)).isTrue();
            assertThat(Visitor.accepts(server, earlier)).isFalse();
        }
    }

    /// Rotates in place, its own password after its own, and looks at each step that what it published gets in.
    private Callable<Credential> rival(String holder) {
        var session = Visitor.unhurried();
        Visitor visitor = Visitor.to(server).within(new Session(holder, session.deadline(), session.reach()));
        return () -> {
            Credential published = RedisEngine.found(new AccountName("shared"));
            try (RedisTarget target = visitor.open();
                    var _ = target.lock()) {
                var node = node(target, server);
                target.apply(node, published, new Keep.Shut());
                for (int i = 0; i < ROUNDS; i++) {
                    Credential next = RedisEngine.after(published);
                    target.apply(node, next, new Keep.Only(published));
                    target.verify(node, published);
                    target.verify(node, next);
                    target.retire(node, published, new Keep.Only(next));
                    published = next;
                }
            }
            return published;
        };
    }
}
