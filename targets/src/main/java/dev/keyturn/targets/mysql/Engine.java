// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.util.List;
import java.util.Optional;

/// What the two dialects do not have in common: the catalogue, the statements, the names of rights.
sealed interface Engine permits MariaDb, MySql {

    /// What happens to the lock of an account on the way.
    enum Closing {
        AS_IT_IS(""),
        LOCKED(" ACCOUNT LOCK"),
        UNLOCKED(" ACCOUNT UNLOCK");

        private final String clause;

        Closing(String clause) {
            this.clause = clause;
        }

        String clause() {
            return clause;
        }
    }

    /// As people call it.
    String displayName();

    /// The table of accounts.
    String catalogue();

    int longestName();

    /// What an account gets that has nothing, or whose row cannot be read.
    String defaultPlugin();

    /// The right to end sessions of others.
    String endsSessions();

    /// Whether an account can have two passwords here; found out by asking the server.
    boolean overlaps(SqlConnection sql) throws Refused, Unanswered;

    /// A name for the server that stays with its data; empty if it has none.
    Optional<String> fingerprint(SqlConnection sql) throws Refused, Unanswered;

    /// The rows of a user in the catalogue, and those of the anonymous one for an empty name.
    ///
    /// @throws Refused [Reason#NOT_PERMITTED] if the catalogue is not ours to read
    List<AccountRow> rows(SqlConnection sql, String user) throws Refused, Unanswered;

    /// After how many wrong passwords the server shuts an account: 0 if it does not say, which may be at once.
    long tries(SqlConnection sql, AccountName user) throws Refused, Unanswered;

    /// The statements that bring an account from `have` to `want`.
    ///
    /// @param account quoted, with its host
    List<String> change(String account, AccountRow have, List<Wanted> want, Closing closing) throws Refused;

    /// The same where the catalogue cannot be read.
    ///
    /// @param inPlace whether the first password of `want` logs in already
    List<String> changeBlindly(String account, List<Wanted> want, boolean inPlace, Closing closing) throws Refused;

    /// `IDENTIFIED …` with these methods.
    String identified(List<LoginMethod> methods) throws Refused;

    /// `'app'@'10.%'`, if the engine can have a user of this name.
    default String account(AccountName user, String host) throws Refused {
        int length = user.value().codePointCount(0, user.value().length());
        if (length > longestName()) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "a name of " + length + " characters is not possible: " + displayName() + " takes at most "
                            + longestName());
        }
        return MySqlDialect.INSTANCE.account(user, host);
    }

    /// Makes an account unless it is there.
    default String create(String account, LoginMethod method) throws Refused {
        return "CREATE USER IF NOT EXISTS " + account + " " + identified(List.of(method));
    }

    /// Whether the engine can be told what this plugin stores.
    default boolean takes(String plugin) {
        return LoginMethod.isHashed(plugin);
    }
}
