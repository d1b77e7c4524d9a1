// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.Encryption;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import dev.keyturn.testkit.tls.TestCertificates;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Visits to instances by the one login that everybody uses, ours included.
///
/// @param ports the way to each instance
/// @param holds whether logins are held
record Swaps(List<Integer> ports, boolean holds, List<Login> logins) {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestCertificates CERTIFICATES = TestCertificates.issue("ip:127.0.0.1");
    private static final Tls TLS = new Tls.On(true, Optional.of(CERTIFICATES.authorityPem()));
    private static final int SECONDS = 30;

    Swaps {
        ports = List.copyOf(ports);
        logins = List.copyOf(logins);
    }

    static List<SqlServerDouble> start(int instances) {
        return IntStream.range(0, instances)
                .mapToObj(_ -> SqlServerDouble.start(Servers.SETUP
                        .encrypted(Encryption.OFFERED, CERTIFICATES)
                        .locksOutAfter(3)))
                .toList();
    }

    static Swaps to(List<SqlServerDouble> servers) {
        return new Swaps(servers.stream().map(SqlServerDouble::port).toList(), false, List.of(old().login()));
    }

    Swaps holding(boolean logins) {
        return new Swaps(ports, logins, this.logins);
    }

    Swaps as(Credential... inOrder) {
        return new Swaps(ports, holds, Stream.of(inOrder).map(Credential::login).toList());
    }

    Swaps through(List<Integer> otherPorts) {
        return new Swaps(otherPorts, holds, logins);
    }

    Swap open() throws Refused, Unanswered {
        return open(TLS);
    }

    Swap open(Tls tls) throws Refused, Unanswered {
        List<Endpoint> hosts =
                ports.stream().map(port -> new Endpoint("127.0.0.1", port)).toList();
        var where = new Connection(hosts.getFirst(), Optional.empty(), tls, hosts.subList(1, hosts.size()));
        var session = new Session("a-request", Deadline.at(CLOCK.instant().plusSeconds(SECONDS), CLOCK), _ -> true);
        return (Swap) new SqlServerSwapDriver(Servers.driver(), holds).open(where, () -> logins, session);
    }

    /// A whole visit, as a turn makes it.
    void swap(Credential next) throws Refused, Unanswered {
        try (Swap target = open();
                TargetLock _ = target.lock();
                Held held = target.prepare(next)) {
            held.commit();
        }
    }

    /// What a visit says that ends before it commits.
    List<String> prepare(Credential next) throws Refused, Unanswered {
        try (Swap target = open();
                TargetLock _ = target.lock();
                Held _ = target.prepare(next)) {
            return target.warnings();
        }
    }

    static Credential old() {
        return chief(Password.of(Servers.SA_PASSWORD));
    }

    static Credential next() {
        return chief(Servers.GENERATOR.password(PasswordRequirements.standard()));
    }

    static Credential chief(Password password) {
        return new Credential(
                new AccountName("sa"), Origin.FOUND, password, 1, Servers.GENERATOR.salt(), AccountRules.none());
    }

    /// A login as a client makes it, without a look at the catalogue before.
    static boolean accepts(SqlServerDouble server, Credential credential) {
        try (var connection = Jdbc.open(
                server.port(),
                credential.account().value(),
                credential.password().reveal(),
                "master",
                "an application")) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    /// Whether no login of a rehearsal is there.
    static boolean isTidy(SqlServerDouble server) {
        return server.logins().stream().noneMatch(name -> name.startsWith("keyturn_check_"));
    }
}
