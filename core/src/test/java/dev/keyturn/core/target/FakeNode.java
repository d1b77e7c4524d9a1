// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One server process of a fake engine, with what its catalogue holds.
public final class FakeNode {
    private final Node node;
    private final Map<AccountName, FakeAccount> accounts = new HashMap<>();
    private final Set<AccountName> lagging = new HashSet<>();

    FakeNode(Node node) {
        this.node = node;
    }

    public Node node() {
        return node;
    }

    public Map<AccountName, FakeAccount> accounts() {
        return accounts;
    }

    /// Whether a login succeeds, by the catalogue and not by what the login check says.
    public boolean accepts(Credential credential) {
        FakeAccount account = accounts.get(credential.account());
        return account != null && account.accepts(credential.password());
    }

    Optional<FakeAccount> account(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    void change(AccountName name, UnaryOperator<Optional<FakeAccount>> how) {
        how.apply(account(name)).ifPresentOrElse(left -> accounts.put(name, left), () -> accounts.remove(name));
    }

    /// From a change by which a credential was applied, up to the first login.
    void lags(AccountName name) {
        lagging.add(name);
    }

    /// Whether the first login since the last change is still to come; asked once.
    boolean stillLags(AccountName name) {
        return lagging.remove(name);
    }

    Set<AccountName> lagging() {
        return Set.copyOf(lagging);
    }

    void becomeAs(FakeNode other) {
        accounts.clear();
        accounts.putAll(other.accounts);
    }
}
