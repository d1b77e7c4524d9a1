// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import dev.keyturn.testkit.tls.TestCertificates;
import java.util.Optional;

/// How a double is set up.
///
/// @param lockoutThreshold wrong passwords in a row that lock a login whose policy is checked; 0 for none
public record SqlServerSetup(
        String administratorPassword,
        Encryption encryption,
        Optional<TestCertificates> certificates,
        int lockoutThreshold) {

    private static final int WINDOWS_DEFAULT = 10;

    /// Without encryption.
    public static SqlServerSetup of(String administratorPassword) {
        return new SqlServerSetup(administratorPassword, Encryption.NONE, Optional.empty(), WINDOWS_DEFAULT);
    }

    public SqlServerSetup encrypted(Encryption how, TestCertificates certificate) {
        return new SqlServerSetup(administratorPassword, how, Optional.of(certificate), lockoutThreshold);
    }

    public SqlServerSetup locksOutAfter(int wrongPasswords) {
        return new SqlServerSetup(administratorPassword, encryption, certificates, wrongPasswords);
    }

    /// It holds a password.
    @Override
    public String toString() {
        return "a SQL Server double, encryption " + encryption;
    }
}
