// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection to one of two instances breaks in the middle of a change, before a statement arrived or after it was
/// carried out; another visit mends what that left.
@Tag("thorough")
class SqlServerSwapBreaksIT {

    /// Of how many exchanges one breaks.
    private static final int STRIDE = Integer.getInteger("keyturn.swap.stride", 16);

    private final List<SqlServerDouble> servers = Swaps.start(2);
    private final SqlServerDouble second = servers.getLast();
    private final Swaps swaps = Swaps.to(servers);
    private Credential published = Swaps.old();

    @AfterEach
    void stop() {
        servers.forEach(SqlServerDouble::close);
    }

    @ParameterizedTest(name = "held: {0}")
    @ValueSource(booleans = {false, true})
    void is_mended_where_an_answer_was_lost(boolean holds) throws Exception {
        assertThat(breakAt(Fault.LoseReply::new, holds)).isGreaterThan(1);
    }

    @ParameterizedTest(name = "held: {0}")
    @ValueSource(booleans = {false, true})
    void is_mended_where_a_statement_was_lost(boolean holds) throws Exception {
        assertThat(breakAt(Fault.LoseRequest::new, holds)).isGreaterThan(1);
    }

    /// Each visit begins where the last mended one ended.
    ///
    /// @return how many broke
    private int breakAt(IntFunction<Fault> fault, boolean holds) throws Exception {
        int broken = 0;
        try (FaultProxy path = FaultProxy.to(second.address())) {
            Swaps visits = swaps.through(List.of(servers.getFirst().port(), path.port()))
                    .holding(holds);
            boolean struck = true;
            for (int exchange = 1; struck; exchange += STRIDE) {
                Credential next = Swaps.next();
                path.inject(fault.apply(exchange));
                attempt(visits.as(published), next);
                struck = path.hasStruck();
                broken += struck ? 1 : 0;
                assertThat(servers)
                        .as("broken at exchange " + exchange)
                        .allMatch(server -> Swaps.accepts(server, published) || Swaps.accepts(server, next));

                swaps.as(next, published).holding(holds).swap(next);

                assertThat(servers)
                        .as("mended after exchange " + exchange)
                        .allMatch(server -> Swaps.accepts(server, next) && Swaps.isTidy(server))
                        .noneMatch(server -> Swaps.accepts(server, published));
                published = next;
            }
        }
        return broken;
    }

    private static void attempt(Swaps visits, Credential next) {
        try {
            visits.swap(next);
        } catch (Refused | Unanswered broke) {
            assertThat(broke.getMessage()).doesNotContain(next.password().reveal());
        }
    }
}
