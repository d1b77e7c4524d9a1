// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import dev.keyturn.testkit.tls.TestCertificates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a test server is to be: which version, and further lines of its two configuration files.
///
/// Every server has the superuser [PostgresServer#SUPERUSER] with the password of this setup, takes SCRAM logins of
/// everybody over TCP, and writes every statement into its log.
///
/// @param access     lines of `pg_hba.conf` before the one that asks everybody for SCRAM
/// @param directives lines of `postgresql.conf`
public record PostgresSetup(
        PostgresBinaries binaries,
        String superuserPassword,
        List<String> access,
        List<String> directives,
        Optional<TestCertificates> tls) {

    public PostgresSetup {
        access = List.copyOf(access);
        directives = List.copyOf(directives);
    }

    public static PostgresSetup with(PostgresBinaries binaries) {
        return new PostgresSetup(binaries, Secrets.random(), List.of(), List.of(), Optional.empty());
    }

    public PostgresSetup access(String line) {
        return new PostgresSetup(binaries, superuserPassword, plus(access, line), directives, tls);
    }

    public PostgresSetup directive(String line) {
        return new PostgresSetup(binaries, superuserPassword, access, plus(directives, line), tls);
    }

    /// Offers TLS under this certificate; plaintext stays possible.
    public PostgresSetup tls(TestCertificates certificates) {
        return new PostgresSetup(binaries, superuserPassword, access, directives, Optional.of(certificates));
    }

    private static List<String> plus(List<String> list, String further) {
        List<String> longer = new ArrayList<>(list);
        longer.add(further);
        return longer;
    }
}
