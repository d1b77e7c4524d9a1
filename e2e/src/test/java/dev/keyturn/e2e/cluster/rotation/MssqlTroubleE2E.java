// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Login;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A SQL Server that cannot be rotated as it should, with the wire double in its place: what is proved is the flow.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class MssqlTroubleE2E extends TroubleRows {

    private static final String UNDONE_BY_A_TRIGGER = "3609";
    private static final Duration LONGER = Duration.ofSeconds(5);

    MssqlTroubleE2E() {
        super(Engine.SQL_SERVER);
    }

    /// A trigger undoes it. Logins may still be made and dropped, so the rehearsal goes well.
    @Override
    AutoCloseable refusingTheChange(Login login) throws SQLException {
        var chief = new SqlServerConnection(address()).open(login);
        run(chief, "CREATE TRIGGER keeps_passwords ON ALL SERVER FOR ALTER_LOGIN AS ROLLBACK");
        return () -> {
            if (!chief.isClosed()) {
                try (chief) {
                    run(chief, "DROP TRIGGER keeps_passwords ON ALL SERVER");
                }
            }
        };
    }

    /// The publication comes before the change (contract §8.6): from there the way is forward only, however long that
    /// takes, and until then the previous pair is the live one.
    @Override
    void awaitEndOfRefused(RequestSeen request, Published before, AutoCloseable refusal, Probes probes)
            throws Exception {
        Instant over = request.applied().plus(TIMEOUT).plus(LONGER);
        var waiting = request.await(
                "another turn after its time",
                sight -> sight.at().isAfter(over) && sight.condition("Retrying").isPresent());

        assertThat(waiting.phase()).isEqualTo("Progressing");
        assertThat(request.message("Retrying")).contains(address().getHostString(), UNDONE_BY_A_TRIGGER);
        assertThat(orders().isPaused()).isTrue();
        var published = orders().pairs();
        assertThat(published.current()).isNotEqualTo(before.current());
        assertThat(published.previous()).contains(before.current());
        orders().assertRefused(published.current());
        orders().assertAccepted(before.current());

        refusal.close();

        request.awaitPhase("Successful");
        probes.look();
        assertThat(orders().pairs()).isEqualTo(published);
        orders().assertRefused(before.current());
    }

    @Test
    void a_node_that_comes_back_with_the_former_password_is_given_the_published_one_again() throws Exception {
        var former = orders().published();
        var podsBefore = orders().pods().identities();
        try (var probes = orders().probes();
                var request = orders().request(Wanted.rotation("put-back"))) {
            putBack(request, former);

            request.awaitPhase("Successful");
            probes.look();
            assertThat(orders().pods().identities()).doesNotContainAnyElementsOf(podsBefore);
            orders().assertRefused(former);
            probes.assertNeverShutOut();
            orders().assertSettled(request);
        }
    }

    @Test
    void a_request_that_is_deleted_leaves_no_node_with_the_former_password() throws Exception {
        var former = orders().published();
        try (var request = orders().request(Wanted.rotation("deleted"))) {
            putBack(request, former, () -> {
                request.delete();
                request.awaitGone();
            });

            orders().assertRefused(former);
            orders().assertSettled(request);
        }
    }

    private void putBack(RequestSeen request, Login former) throws SQLException {
        putBack(request, former, () -> {});
    }

    /// Before its restart the node loses the change, as with a volume that is put back to what it held before (contract
    /// §8.6). Until then a second budget keeps its pod.
    ///
    /// @param meanwhile done while the pod has to stay
    private void putBack(RequestSeen request, Login former, Runnable meanwhile) throws SQLException {
        var second = cluster()
                .create("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: second}, spec:"
                        + " {maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/instance: orders}}}}");
        try {
            request.await(
                    "a pod that may not go",
                    sight -> sight.condition("EvictPod--" + POD).isPresent());
            new SqlServerConnection(address()).give(orders().published(), former);
            meanwhile.run();
        } finally {
            cluster().delete(second);
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(orders().database().podAddress(POD), Engine.SQL_SERVER.port());
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var open = connection.createStatement()) {
            var _ = open.execute(statement);
        }
    }
}
