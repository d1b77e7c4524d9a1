// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Opens sessions at test servers and says what became of a call.
record Visitor(Connection where, Logins logins, Session session, RedisDriver driver) {

    private static final InstantSource CLOCK = InstantSource.system();

    /// Something that a target may refuse or leave unanswered.
    @FunctionalInterface
    interface Call {
        void make() throws Refused, Unanswered;
    }

    static Visitor to(RedisServer server) {
        return as(server.setup().admin(), RedisEngine.connection(server.port()));
    }

    static Visitor as(RedisAccount account, Connection where) {
        return new Visitor(where, RedisEngine.logins(account), unhurried(), new RedisDriver());
    }

    static Session unhurried() {
        return new Session("visitor", Deadline.at(CLOCK.instant().plusSeconds(20), CLOCK), _ -> true);
    }

    Visitor within(Session other) {
        return new Visitor(where, logins, other, driver);
    }

    /// Waits no longer than this for a connection or an answer.
    Visitor impatient(Duration limit) {
        return new Visitor(where, logins, session, new RedisDriver(CLOCK, limit, limit));
    }

    RedisTarget open() throws Refused, Unanswered {
        return (RedisTarget) driver.open(where, logins, session);
    }

    /// The node at that server's port.
    static Node node(Beside target, RedisServer server) throws Refused, Unanswered {
        return target.nodes().required().stream()
                .filter(node -> node.address().endsWith(":" + server.port()))
                .findFirst()
                .orElseThrow();
    }

    static Optional<TargetException> trouble(Call call) {
        try {
            call.make();
            return Optional.empty();
        } catch (Refused | Unanswered trouble) {
            return Optional.of(trouble);
        }
    }

    static Refused refusal(Call call) {
        Optional<TargetException> trouble = trouble(call);
        assertThat(trouble).get().isInstanceOf(Refused.class);
        return (Refused) trouble.orElseThrow();
    }

    static Unanswered silence(Call call) {
        Optional<TargetException> trouble = trouble(call);
        assertThat(trouble).get().isInstanceOf(Unanswered.class);
        return (Unanswered) trouble.orElseThrow();
    }

    static boolean accepts(RedisServer server, Credential credential) {
        return server.accepts(
                credential.account().value(), credential.password().reveal());
    }
}
