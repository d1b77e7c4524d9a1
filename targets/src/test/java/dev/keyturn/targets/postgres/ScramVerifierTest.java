// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScramVerifierTest {

    private static final Salt RFC_SALT = Salt.of(Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));
    private static final String RFC_VERIFIER = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    @Test
    void makes_the_verifier_of_the_example_in_rfc_7677() {
        assertThat(ScramVerifier.of(credential("pencil", RFC_SALT)).text()).isEqualTo(RFC_VERIFIER);
    }

    @Test
    void makes_the_same_text_of_the_same_credential() {
        Credential credential = credential("pa'ss\\word", Salt.of(new byte[16]));

        assertThat(ScramVerifier.of(credential)).isEqualTo(ScramVerifier.of(credential));
    }

    @Test
    void makes_a_verifier_of_nothing_that_has_the_shape_of_one_and_is_never_the_same() {
        var random = new Random(7);

        Verifier one = ScramVerifier.ofNothing(random);

        assertThat(one.text()).hasSameSizeAs(RFC_VERIFIER).startsWith("SCRAM-SHA-256$4096:");
        assertThat(ScramVerifier.ofNothing(random)).isNotEqualTo(one);
    }

    @Test
    void recognises_a_password_under_a_salt_that_is_not_ours() {
        Credential ours = credential("pencil", Salt.of(new byte[16]));

        assertThat(ScramVerifier.compare(ours, new Verifier(RFC_VERIFIER))).isEqualTo(Answer.MATCHES);
        assertThat(ScramVerifier.compare(credential("pencils", RFC_SALT), new Verifier(RFC_VERIFIER)))
                .isEqualTo(Answer.DIFFERS);
    }

    @Test
    void cannot_tell_from_a_verifier_of_another_kind_but_from_none_at_all() {
        Credential ours = credential("pencil", RFC_SALT);

        assertThat(ScramVerifier.compare(ours, new Verifier("md5a6c4b1b6e5b6d0a2b9a2b6f2d3b4a5c6")))
                .isEqualTo(Answer.CANNOT_TELL);
        assertThat(ScramVerifier.compare(ours, new Verifier(""))).isEqualTo(Answer.DIFFERS);
    }

    private static Credential credential(String password, Salt salt) {
        return new Credential(
                new AccountName("app"), Origin.FOUND, Password.of(password), 1, salt, AccountRules.none());
    }
}
