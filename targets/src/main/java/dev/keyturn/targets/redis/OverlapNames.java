// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import java.util.List;
import java.util.stream.Stream;

/// Under which names, besides `default`, a published password is said.
///
/// Both are users of ours that may do everything, and each accepts what `default` accepts: so no login has
/// to know which of them goes with which password.
record OverlapNames(AccountName next, AccountName former) {

    static final AccountName DEFAULT = new AccountName("default");
    static final List<String> EVERYTHING = List.of("~*", "&*", "+@all");

    /// The users of ours, while the candidate is put beside what is published.
    List<AccountName> besides() {
        return Stream.of(next, former)
                .distinct()
                .filter(name -> !name.equals(DEFAULT))
                .toList();
    }

    /// Whether the candidate brings a user that was not there.
    boolean comes() {
        return !next.equals(DEFAULT) && !next.equals(former);
    }

    /// Those that are left when `gone` is.
    ///
    /// @param kept what is published: of an abandoned candidate it is the earlier set
    List<AccountName> after(Credential gone, Credential kept) {
        AccountName staying = isAbandoned(gone, kept) ? former : next;
        return besides().stream().filter(staying::equals).toList();
    }

    /// A password as a user of ours has it.
    static Credential as(AccountName name, Credential like) {
        return new Credential(
                name, Origin.MADE, like.password(), like.version(), like.salt(), AccountRules.scoped(EVERYTHING));
    }

    private static boolean isAbandoned(Credential gone, Credential kept) {
        return gone.version() > kept.version();
    }
}
