// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.server.rotation.StoredRotation;
import java.util.List;
import java.util.stream.Stream;

/// The stored sets by slot (API contract §2.1, §4.1). A slot whose set is dead shows an empty password; one
/// that never held a set of ours shows nothing.
record GeneratedCredentialsJson(String rotationId, String type, int activeIndex, List<Pair> generatedCredentials) {
    record Pair(String username, String password) {
        /// Never the password.
        @Override
        public String toString() {
            return "the set of " + username;
        }
    }

    static GeneratedCredentialsJson of(StoredRotation stored) {
        CredentialSet set = stored.rotation().state().credentials();
        return new GeneratedCredentialsJson(
                stored.id().value(),
                stored.settings().type().slug(),
                set.active(),
                set.slots().stream().flatMap(GeneratedCredentialsJson::pair).toList());
    }

    private static Stream<Pair> pair(Slot slot) {
        return switch (slot) {
            case Slot.Live(var credential) ->
                Stream.of(new Pair(
                        credential.account().value(), credential.password().reveal()));
            case Slot.Spent(var account) -> Stream.of(new Pair(account.value(), ""));
            case Slot.Unknown _, Slot.Vacant _ -> Stream.empty();
        };
    }
}
