// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a change leaves an account with, in each dialect.
final class Catalogue {
    private Catalogue() {}

    /// Makes an account accept `next` beside `keep`.
    static FakeAccount applied(Dialect dialect, Optional<FakeAccount> was, Credential next, Keep keep) {
        return switch (dialect) {
            case ONE_PASSWORD -> FakeAccount.of(next.rules(), next.password());
            case PASSWORD_LIST, ACL ->
                new FakeAccount(
                        Stream.concat(Stream.of(next.password()), kept(keep)).toList(), next.rules());
            case RETAINED -> retaining(was, next, keep);
        };
    }

    /// Leaves an account with `keep` and nothing else.
    static Optional<FakeAccount> retired(Optional<FakeAccount> was, Keep keep) {
        return switch (keep) {
            case Keep.Only(Credential credential) ->
                Optional.of(FakeAccount.of(credential.rules(), credential.password()));
            case Keep.AsFound _, Keep.Shut _ ->
                was.map(account -> new FakeAccount(kept(keep).toList(), account.rules()));
            case Keep.Gone _ -> Optional.empty();
        };
    }

    /// Whether the account already stands as `apply` would leave it, so that nothing may be sent.
    static boolean isPrimary(Optional<FakeAccount> account, Credential next) {
        return account.filter(present -> !present.accepts().isEmpty()
                        && present.accepts().getFirst().equals(next.password()))
                .isPresent();
    }

    private static FakeAccount retaining(Optional<FakeAccount> was, Credential next, Keep keep) {
        List<Object> held = was.map(FakeAccount::accepts).orElse(List.of());
        Stream<Object> second =
                keep instanceof Keep.Shut ? Stream.of() : held.stream().limit(1);
        return new FakeAccount(Stream.concat(Stream.of(next.password()), second).toList(), next.rules());
    }

    private static Stream<Object> kept(Keep keep) {
        return switch (keep) {
            case Keep.Only(Credential credential) -> Stream.of(credential.password());
            case Keep.AsFound(var verifier) -> Stream.of(verifier);
            case Keep.Shut _, Keep.Gone _ -> Stream.of();
        };
    }
}
