// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.UniversalAuth.Lockout;
import dev.keyturn.server.crypto.PasswordHash;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.sql.Database;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Signs people in with e-mail address and password. Safe for many threads.
///
/// An attempt is counted before the password is looked at, so that attempts at the same moment cannot all slip through
/// before the lock. Whether there is somebody of that address shows neither in the answer nor in its time.
public final class SignIn {
    /// Nobody's: hashing against it takes as long as against a person's.
    private static final String NOBODY =
            "argon2id$19456$2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final int HASHES_AT_ONCE = 4;

    /// Nobody has more; what is longer is neither hashed nor counted.
    private static final int LONGEST_TEXT = 255;

    private final Database database;
    private final People people;
    private final LoginLimit limit;
    private final FailedLogins failedLogins;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);

    public SignIn(Database database, People people, LoginLimit limit, InstantSource clock) {
        this.database = database;
        this.people = people;
        this.limit = limit;
        this.failedLogins = new FailedLogins(clock);
    }

    /// Who it is; empty if the pair is wrong, or locked for this address after too many failures.
    ///
    /// @throws ApiError 429 if this address has to wait
    public Optional<Person> with(String email, String password, InetAddress from) {
        limit.take(from);
        if (email.length() > LONGEST_TEXT || password.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var account = "person:" + People.canonical(email);
        var counted = database.transaction(session -> {
            if (failedLogins.isLocked(session, account, from)) {
                return false;
            }
            failedLogins.failed(session, account, from, Lockout.DEFAULT);
            return true;
        });
        if (!counted) {
            return Optional.empty();
        }
        var person = database.read(session -> people.find(session, email));
        var hash = person.flatMap(found -> database.read(session -> people.passwordHash(session, found.id())));
        if (!matches(password, hash.orElse(NOBODY))) {
            return Optional.empty();
        }
        database.change(session -> failedLogins.forget(session, account, from));
        return person;
    }

    /// Each hash takes some memory, so not all at once.
    private boolean matches(String password, String hash) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.matches(password, hash);
        } finally {
            hashing.release();
        }
    }
}
