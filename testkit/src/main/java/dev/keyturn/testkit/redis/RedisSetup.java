// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import dev.keyturn.testkit.tls.TestCertificates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a test server is to be: which program, where its users are kept, who they are, and any further line of its
/// configuration.
///
/// Every server has the user `admin` and, unless told otherwise, a `default` user that is switched off: an unproved
/// login then gets nowhere.
public record RedisSetup(
        RedisBinary binary,
        UsersIn usersIn,
        RedisAccount admin,
        List<RedisAccount> accounts,
        List<String> directives,
        Optional<TestCertificates> tls) {

    /// Where the server keeps its users, and with it what survives a restart and how.
    public enum UsersIn {
        /// A file of their own: `ACL SAVE` works, `CONFIG REWRITE` does not touch them.
        ACL_FILE,
        /// The configuration file: `CONFIG REWRITE` works, `ACL SAVE` is an error.
        CONFIGURATION,
        /// Memory only, since the server has no file it could write: neither works.
        NOWHERE
    }

    public RedisSetup {
        accounts = List.copyOf(accounts);
        directives = List.copyOf(directives);
    }

    /// An ACL file, one administrator, nothing on disk but what is asked for.
    public static RedisSetup with(RedisBinary binary) {
        return new RedisSetup(
                binary,
                UsersIn.ACL_FILE,
                RedisAccount.random("admin", RedisAccount.EVERYTHING),
                List.of(),
                List.of(),
                Optional.empty());
    }

    public RedisSetup keeping(UsersIn place) {
        return new RedisSetup(binary, place, admin, accounts, directives, tls);
    }

    public RedisSetup admin(RedisAccount other) {
        return new RedisSetup(binary, usersIn, other, accounts, directives, tls);
    }

    public RedisSetup account(RedisAccount further) {
        return new RedisSetup(binary, usersIn, admin, plus(accounts, further), directives, tls);
    }

    public RedisSetup directive(String line) {
        return new RedisSetup(binary, usersIn, admin, accounts, plus(directives, line), tls);
    }

    /// Listens with TLS only; clients need no certificate.
    public RedisSetup tls(TestCertificates certificates) {
        return new RedisSetup(binary, usersIn, admin, accounts, directives, Optional.of(certificates));
    }

    private static <T> List<T> plus(List<T> list, T further) {
        List<T> longer = new ArrayList<>(list);
        longer.add(further);
        return longer;
    }
}
