// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Sample;
import dev.keyturn.testkit.client.NewConnection;
import dev.keyturn.testkit.postgres.PostgresConnection;
import dev.keyturn.testkit.redis.RedisConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// What the rows have to know of a kind of database.
///
/// @param kind of the database; that of a request is built from it
/// @param version of its API
/// @param user whom the Secret names when it is made
/// @param connection what speaks with an address
/// @param sample the contract's sample under this name, as this cluster can carry it
record Engine(
        String kind,
        String version,
        String plural,
        String user,
        int port,
        Function<InetSocketAddress, NewConnection> connection,
        Function<String, Sample> sample) {

    private static final int FOR_THE_FLOW = 6;
    private static final Duration A_ROUND_TRIP = Duration.ofMillis(250);

    static final Engine REDIS =
            new Engine("Redis", "v1", "redises", "default", 6379, RedisConnection::new, Sample::redis);

    static final Engine POSTGRES = postgres(System.getenv().getOrDefault("KEYTURN_E2E_POSTGRES_VERSION", "15"));

    static final Engine SQL_SERVER = new Engine(
            "MSSQLServer", "v1alpha2", "mssqlservers", "sa", 1433, SqlServerConnection::new, Sample::sqlServer);

    static Engine postgres(String version) {
        return new Engine(
                "Postgres",
                "v1",
                "postgreses",
                "postgres",
                5432,
                address -> new PostgresConnection(address, "postgres"),
                name -> Sample.postgres(name, version));
    }

    /// Who logs in with the published pair, and how long he may be refused: where logins are not held, for a round trip
    /// (Z8).
    Client client() {
        return this.equals(SQL_SERVER) ? Client.ofThePublished(A_ROUND_TRIP) : Client.ofThePublished();
    }

    /// At all targets together. The wire double is a small Java process that shakes hands by TLS for each login: what
    /// it shows is the flow (§12).
    int attemptsASecond() {
        return this.equals(SQL_SERVER) ? FOR_THE_FLOW : Probe.A_SECOND;
    }

    /// The longest that a login may take (Z5); of the double that says nothing.
    Duration slowestLogin() {
        Duration longest = Duration.ofSeconds(10);
        return this.equals(SQL_SERVER) ? longest : Quiet.limit(Duration.ofSeconds(1), longest);
    }

    String apiVersion() {
        return "kubedb.com/" + version;
    }

    String requestKind() {
        return kind + "OpsRequest";
    }

    String requestPlural() {
        return requestKind().toLowerCase(Locale.ROOT) + "s";
    }

    @Override
    public String toString() {
        return kind;
    }
}
