// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.Dialect;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.FakeEngine;
import dev.keyturn.core.target.FakeSession;
import dev.keyturn.core.target.FakeSwap;
import dev.keyturn.core.target.Locking;
import dev.keyturn.core.target.LoginCheck;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A pair that was published and proved, on two nodes of which one has come back with what it had before.
class PublishedPairTest {
    private static final AccountName USER = new AccountName("sa");
    private static final Credential FORMER = credential("the-former-one", 1);
    private static final Credential PUBLISHED = credential("the-published-one", 2);

    private final PublishedPair pair = new PublishedPair(PUBLISHED, FORMER);
    private final List<String> changes = new ArrayList<>();

    @Test
    void nothing_is_changed_where_it_logs_in_everywhere() throws Exception {
        FakeEngine engine = engine(Dialect.ONE_PASSWORD, PUBLISHED, PUBLISHED);

        pair.prove(target(engine));

        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACL", "ONE_PASSWORD"})
    void a_node_that_answers_to_the_former_one_only_is_given_it_again(Dialect dialect) throws Exception {
        FakeEngine engine = engine(dialect, PUBLISHED, FORMER);

        pair.prove(target(engine));

        assertThat(engine.acceptsEverywhere(PUBLISHED)).isTrue();
    }

    @Test
    void a_node_that_answers_to_the_former_one_only_goes_on_with_that_until_it_takes_the_published_one() {
        FakeEngine engine = engine(Dialect.ONE_PASSWORD, PUBLISHED, FORMER);
        engine.answering(() -> Answer.REFUSED, LoginCheck.HONEST, Refused.Reason.OTHER);

        Refused refused = catchThrowableOfType(Refused.class, () -> pair.prove(target(engine)));

        assertThat(refused.reason()).isEqualTo(Refused.Reason.OTHER);
        assertThat(engine.nodes().getLast().accepts(FORMER)).isTrue();
    }

    @Test
    void a_node_that_says_it_has_changed_is_believed_only_when_it_lets_us_in() {
        FakeEngine engine = engine(Dialect.ONE_PASSWORD, PUBLISHED, FORMER);
        engine.answering(() -> Answer.HOLLOW, LoginCheck.HONEST, Refused.Reason.OTHER);

        Refused refused = catchThrowableOfType(Refused.class, () -> pair.prove(target(engine)));

        assertThat(refused.reason()).isEqualTo(Refused.Reason.WRONG_PASSWORD);
    }

    private Target target(FakeEngine engine) {
        Wire wire = (verb, where, packet) -> {
            if (!verb.equals("verify")) {
                changes.add(verb + " " + where);
            }
            packet.arrive();
        };
        FakeSession session = engine.session(wire);
        return engine.dialect() == Dialect.ACL
                ? new FakeBeside(session, false)
                : new FakeSwap(session, () -> List.of(PUBLISHED, FORMER), true);
    }

    private static FakeEngine engine(Dialect dialect, Credential first, Credential second) {
        var engine = new FakeEngine(dialect, Locking.WAITS, List.of(FakeEngine.writer(1), FakeEngine.writer(2)));
        List<Credential> accepted = List.of(first, second);
        for (int node = 0; node < accepted.size(); node++) {
            engine.nodes()
                    .get(node)
                    .accounts()
                    .put(USER, new FakeAccount(List.of(accepted.get(node).password()), AccountRules.none()));
        }
        return engine;
    }

    private static Credential credential(String password, long version) {
        return new Credential(
                USER,
                Credential.Origin.FOUND,
                Password.of(password),
                version,
                Salt.of(new byte[Salt.LENGTH]),
                AccountRules.none());
    }
}
