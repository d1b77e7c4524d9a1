// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Accounts by name, without regard to case, as the usual collation has it.
final class Accounts {

    private final Map<String, Account> byName = new ConcurrentHashMap<>();

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

    /// @return what undoes it
    Runnable put(Account account) {
        String key = Datum.folded(account.name());
        return undoing(key, byName.put(key, account));
    }

    /// @return what undoes it
    Runnable remove(String name) {
        String key = Datum.folded(name);
        return undoing(key, byName.remove(key));
    }

    private Runnable undoing(String key, @Nullable Account before) {
        return () -> {
            if (before == null) {
                byName.remove(key);
            } else {
                byName.put(key, before);
            }
        };
    }
}
