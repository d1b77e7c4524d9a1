// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// One set: an account with one password, and everything needed to make the target accept it again, byte for byte.
///
/// @param version counts the published sets of a rotation from 1; an abandoned candidate leaves its number to the next
public record Credential(
        AccountName account, Origin origin, Password password, long version, Salt salt, AccountRules rules) {

    /// Where the account came from. What we made may be removed; what we found is only ever shut.
    public enum Origin {
        MADE,
        FOUND
    }

    /// Account and version tell sets apart; the rest is compared, not hashed.
    @Override
    public int hashCode() {
        return 31 * account.hashCode() + Long.hashCode(version);
    }

    /// The same under rules that were completed before its intent.
    public Credential under(AccountRules completed) {
        return new Credential(account, origin, password, version, salt, completed);
    }

    public Login login() {
        return Login.of(account, password);
    }
}
