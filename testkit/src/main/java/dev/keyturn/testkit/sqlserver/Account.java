// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A login of an instance, or a user of a database.
///
/// @param sid          what ties a user to a login; hexadecimal with `0x`
/// @param hash         what is stored of the password; empty for a user of a login
/// @param checks       what the operating system says about its password
/// @param badPasswords wrong ones in a row
/// @param denied       rights taken away, whoever gives them
record Account(
        String name,
        String sid,
        Optional<String> hash,
        boolean disabled,
        Checks checks,
        int badPasswords,
        Instant passwordSet,
        Set<String> roles,
        Set<String> granted,
        Set<String> denied) {
    Account {
        roles = Set.copyOf(roles);
        granted = Set.copyOf(granted);
        denied = Set.copyOf(denied);
    }

    /// Expiration is not checked without the policy.
    enum Checks {
        NOTHING,
        POLICY,
        POLICY_AND_EXPIRATION;

        static Checks of(boolean policy) {
            return policy ? POLICY : NOTHING;
        }
    }

    boolean policyChecked() {
        return checks != Checks.NOTHING;
    }

    boolean expirationChecked() {
        return checks == Checks.POLICY_AND_EXPIRATION;
    }

    static Account of(String name, String sid, Optional<String> hash, Checks checks, Instant now) {
        return new Account(name, sid, hash, false, checks, 0, now, Set.of(), Set.of(), Set.of());
    }

    Account withPassword(String stored, Instant now) {
        return new Account(name, sid, Optional.of(stored), disabled, checks, badPasswords, now, roles, granted, denied);
    }

    Account disabled(boolean isDisabled) {
        return new Account(name, sid, hash, isDisabled, checks, badPasswords, passwordSet, roles, granted, denied);
    }

    Account checked(Checks other) {
        return new Account(name, sid, hash, disabled, other, badPasswords, passwordSet, roles, granted, denied);
    }

    Account badPasswords(int inARow) {
        return new Account(name, sid, hash, disabled, checks, inARow, passwordSet, roles, granted, denied);
    }

    Account inRole(String role) {
        return holding(with(roles, role), granted, denied);
    }

    Account granted(String right) {
        return holding(roles, with(granted, right), without(denied, right));
    }

    Account denied(String right) {
        return holding(roles, without(granted, right), with(denied, right));
    }

    Account revoked(String right) {
        return holding(roles, without(granted, right), without(denied, right));
    }

    private Account holding(Set<String> held, Set<String> given, Set<String> takenAway) {
        return new Account(name, sid, hash, disabled, checks, badPasswords, passwordSet, held, given, takenAway);
    }

    /// The number that system views know it by.
    long id() {
        return Integer.toUnsignedLong(sid.hashCode());
    }

    private static Set<String> with(Set<String> set, String one) {
        var more = new HashSet<>(set);
        more.add(one);
        return more;
    }

    private static Set<String> without(Set<String> set, String one) {
        var fewer = new HashSet<>(set);
        fewer.remove(one);
        return fewer;
    }
}
