// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.PasswordPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One engine and one way of changing its credentials. Stateless and safe for many threads.
public interface TargetDriver {
    TargetType type();

    PasswordPolicy passwordPolicy();

    /// How this engine tells accounts apart: two names with the same key are one account.
    default String key(AccountName account) {
        return account.value();
    }

    /// Connects and logs in with the first of `logins` that is accepted.
    ///
    /// @throws Refused    none of our logins was accepted, or the address is not allowed
    /// @throws Unanswered nobody answered there
    Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered;

    /// Parses what an account may do, in the words of this engine, into the tokens that account rules freeze.
    ///
    /// @throws InvalidScope the text, or the engine, does not allow it; the message says which token and why
    default List<String> parseScope(String text) throws InvalidScope {
        throw new InvalidScope("accounts of " + type().displayName() + " take no permission scope");
    }

    /// What people should know who let accounts do that: the tokens of [#parseScope]. Nothing is refused for
    /// it.
    default Optional<String> risk(List<String> scope) {
        return Optional.empty();
    }

    /// Says of each rule of a scope, in the order of the text, what it means. Takes any text, also one that
    /// [#parseScope] refuses.
    default List<ScopeNote> explain(String scope) {
        return List.of();
    }

    /// What makes an account of that name, as which rotations can be made here.
    ///
    /// @param database that the account logs in to, where the engine has several
    default Optional<Introduction> introduction(AccountName account, Optional<String> database) {
        return Optional.empty();
    }

    /// Checks a statement template of an owner's, which rules may freeze in place of the driver's own
    /// statement.
    ///
    /// @return whether the password itself stands in the rendered text, so that the target's own log may show it
    /// @throws InvalidStatement the engine takes no templates, or not this one; the message says why
    default boolean showsPassword(String statement) throws InvalidStatement {
        throw new InvalidStatement("accounts of " + type().displayName() + " take no statement");
    }

    /// The names of what the engine can say about a published set beyond its user name and its password, for a
    /// secret of its own: what programs need that check logins themselves (`verifier` for a pgbouncer's user
    /// list).
    default Set<String> fields() {
        return Set.of();
    }

    /// One of the [#fields()] of a set: the same text for the same set at any time. Sealed like a password by
    /// whoever stores it: a weak password can be guessed from it.
    ///
    /// @return empty for a name that is none of the fields
    default Optional<String> field(String name, Credential credential) {
        return Optional.empty();
    }
}
