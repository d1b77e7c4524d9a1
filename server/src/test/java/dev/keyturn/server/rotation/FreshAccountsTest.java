// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreshAccountsTest {
    private static final CredentialSet VACANT =
            CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());

    @Test
    void draws_an_account_and_a_password_under_the_parameters_frozen_in_it() {
        var wanted = new PasswordRequirements(64, 1, 1, 1, 1, "@");

        Credential first = source(Optional.of(wanted)).next(VACANT, 0).orElseThrow();

        assertThat(first.account().value()).matches("[A-Za-z0-9]{32}");
        assertThat(first.password().reveal()).hasSize(64).contains("@");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.origin()).isEqualTo(Credential.Origin.MADE);
        assertThat(first.rules().scope()).containsExactly("~*", "+@all");
    }

    @Test
    void draws_another_account_and_password_while_the_policy_refuses_and_three_at_most() {
        FreshAccounts source = source(Optional.empty());

        Credential first = source.next(VACANT, 0).orElseThrow();
        Credential second = source.next(VACANT, 1).orElseThrow();

        assertThat(second.account()).isNotEqualTo(first.account());
        assertThat(second.password()).isNotEqualTo(first.password());
        assertThat(source.next(VACANT, 2)).isPresent();
        assertThat(source.next(VACANT, 3)).isEmpty();
    }

    private static FreshAccounts source(Optional<PasswordRequirements> wanted) {
        return new FreshAccounts(
                new RedisParameters(List.of("~*", "+@all"), wanted), new PasswordGenerator(new Random(1)));
    }
}
