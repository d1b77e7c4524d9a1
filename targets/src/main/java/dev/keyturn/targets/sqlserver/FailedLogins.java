// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Our own failed logins, so that the next one is not tried where it would count against the account again. Kept by the
/// process, for the accounts that failed last; a restart forgets them. Safe for threads.
final class FailedLogins {

    private static final int LONGEST = 10_000;

    private final Map<Place, Failure> last = new LinkedHashMap<>();

    /// @param node an address
    record Place(String node, AccountName account) {}

    /// @param passwordSet when the server's password had been set last; a failure is old news once that changes
    record Failure(Password refused, Optional<String> passwordSet) {}

    synchronized void remember(Place place, Failure failure) {
        last.remove(place);
        last.put(place, failure);
        if (last.size() > LONGEST) {
            last.remove(last.keySet().iterator().next());
        }
    }

    synchronized void forget(Place place) {
        last.remove(place);
    }

    /// The failure that still says something: the password was not set since.
    synchronized Optional<Failure> since(Place place, Optional<String> passwordSet) {
        return Optional.ofNullable(last.get(place))
                .filter(failure -> failure.passwordSet().isPresent())
                .filter(failure -> failure.passwordSet().equals(passwordSet));
    }
}
