// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Accounts by name, without regard to case, as the usual collation has it.
final class Accounts {

    /// Whose the logins are.
    static final String SERVER = "";

    private final String owner;
    private final Map<String, Account> byName = new ConcurrentHashMap<>();

    /// @param owner the database of users, or [#SERVER]
    Accounts(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(byName.get(Datum.folded(name)));
    }

    Optional<Account> withSid(String sid) {
        return byName.values().stream()
                .filter(account -> account.sid().equals(sid))
                .findFirst();
    }

    List<Account> all() {
        return List.copyOf(byName.values());
    }

    Change put(Account account) {
        String key = Datum.folded(account.name());
        return new Change.OfAccount(this, key, Optional.ofNullable(byName.put(key, account)));
    }

    Change remove(String name) {
        String key = Datum.folded(name);
        return new Change.OfAccount(this, key, Optional.ofNullable(byName.remove(key)));
    }

    /// Without losing what somebody else changes meanwhile.
    void adjust(String name, UnaryOperator<Account> how) {
        byName.computeIfPresent(Datum.folded(name), (_, account) -> how.apply(account));
    }

    void set(String key, Optional<Account> account) {
        account.ifPresentOrElse(there -> byName.put(key, there), () -> byName.remove(key));
    }
}
