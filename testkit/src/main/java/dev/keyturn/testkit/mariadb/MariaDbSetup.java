// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.mariadb;

import dev.keyturn.testkit.tls.TestCertificates;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// How a test server is to be.
///
/// Every server has the superuser [MariaDbServer#ROOT] with the password of this setup, no anonymous account
/// and no `test` database, resolves no names, and writes every statement into its general log.
///
/// @param options command-line options of the server, without the two hyphens: `max-password-errors=2`
public record MariaDbSetup(
        MariaDbBinaries binaries, String rootPassword, List<String> options, Optional<TestCertificates> tls) {

    private static final int SECRET_BYTES = 18;

    public MariaDbSetup {
        options = List.copyOf(options);
    }

    public static MariaDbSetup with(MariaDbBinaries binaries) {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new MariaDbSetup(binaries, HexFormat.of().formatHex(secret), List.of(), Optional.empty());
    }

    public MariaDbSetup option(String option) {
        List<String> longer = new ArrayList<>(options);
        longer.add(option);
        return new MariaDbSetup(binaries, rootPassword, longer, tls);
    }

    /// Offers TLS under this certificate; plaintext stays possible.
    public MariaDbSetup tls(TestCertificates certificates) {
        return new MariaDbSetup(binaries, rootPassword, options, Optional.of(certificates));
    }
}
