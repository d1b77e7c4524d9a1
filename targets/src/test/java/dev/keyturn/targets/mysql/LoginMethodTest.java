// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hashes against values that servers made, so that the dialect of MySQL is right where none can be asked.
class LoginMethodTest {

    private static final String SALT = "00112233445566778899aabbccddeeff";

    /// `SELECT HEX(authentication_string)` of accounts that MySQL 8 made itself, with the salts that it drew.
    @ParameterizedTest
    @CsvSource({
        "foobar, 24412430303524031A69251C34295C4B35167C7F1E5A7B63091349503974624D34504B5A424679354856336868686F52485A736E4A733368786E427575516C73446469496537",
        "testpassword123, 24412430303524393D02673221785B414A4E5F02073711301659116B446B76753345617A4D7530635548526D3678746F6B75564835553334346932572E332F704C4856477131",
        "password, 244124303035242931790D223576077A1446190832544A61301A256D5245316662534E56317A434A6A625139555A5642486F4B7A6F675266656B583330744379783134313239",
        "sha_test, 24412430303524255B03496C662C1055127B3B654A2F04207D01485276703644704B76303247474564416A516662346C5868646D32764C6B514F43585A473779565947514F34"
    })
    void knows_the_password_behind_a_caching_sha2_hash_of_a_server(String password, String hex) {
        var stored = new LoginMethod(LoginMethod.CACHING_SHA2, latin1(hex));

        assertThat(stored.compare(credential(password))).isEqualTo(Answer.MATCHES);
        assertThat(stored.compare(credential(password + "."))).isEqualTo(Answer.DIFFERS);
    }

    /// From the specification of SHA-crypt, whose rounds are the 5,000 of MySQL where none are given.
    @Test
    void hashes_as_the_specification_of_sha_crypt_says() {
        String made = Sha256Crypt.hash(
                "Hello world!".getBytes(StandardCharsets.US_ASCII), "saltstring".getBytes(StandardCharsets.US_ASCII));

        assertThat(made).isEqualTo("5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5");
    }

    @Test
    void hashes_as_mysql_native_password_does() {
        assertThat(LoginMethod.of(LoginMethod.NATIVE, credential("x")).stored())
                .isEqualTo("*B69027D44F6E5EDC07F1AEAD1477967B16F28227");
    }

    /// `SELECT ed25519_password('secret')` of MariaDB's manual.
    @Test
    void hashes_as_ed25519_of_mariadb_does() {
        assertThat(LoginMethod.of(LoginMethod.ED25519, credential("secret")).stored())
                .isEqualTo("ZIgUREUg5PVgQ6LskhXmO+eZLS0nC8be6HPjYWR4YJY");
    }

    @ParameterizedTest
    @ValueSource(strings = {LoginMethod.NATIVE, LoginMethod.CACHING_SHA2, LoginMethod.ED25519})
    void makes_the_same_text_of_the_same_credential_and_knows_it_again(String plugin) {
        for (String password : List.of("a", "x".repeat(31), "y".repeat(64), "z".repeat(250), "ü€😀\0;'")) {
            Credential credential = credential(password);

            LoginMethod made = LoginMethod.of(plugin, credential);

            assertThat(made).isEqualTo(LoginMethod.of(plugin, credential));
            assertThat(made.compare(credential)).isEqualTo(Answer.MATCHES);
            assertThat(made.compare(credential(password + "-"))).isEqualTo(Answer.DIFFERS);
            assertThat(made.toString()).doesNotContain(made.stored());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LoginMethod.NATIVE, LoginMethod.CACHING_SHA2, LoginMethod.ED25519})
    void makes_a_method_of_the_right_shape_that_no_password_fits(String plugin) {
        LoginMethod nothing = LoginMethod.ofNothing(plugin, new Random(1));

        assertThat(nothing.stored())
                .hasSameSizeAs(LoginMethod.of(plugin, credential("x")).stored())
                .isNotEqualTo(LoginMethod.ofNothing(plugin, new Random(2)).stored());
        assertThat(nothing.compare(credential("x"))).isEqualTo(Answer.DIFFERS);
    }

    @Test
    void salts_a_caching_sha2_hash_with_printable_characters_that_the_intent_fixes() {
        String stored =
                LoginMethod.of(LoginMethod.CACHING_SHA2, credential("x")).stored();

        assertThat(stored).matches("\\$A\\$005\\$[./0-9A-Za-z]{63}");
    }

    @Test
    void cannot_tell_for_plugins_that_it_does_not_know() {
        assertThat(new LoginMethod("unix_socket", "").compare(credential("x"))).isEqualTo(Answer.CANNOT_TELL);
        assertThat(new LoginMethod(LoginMethod.CACHING_SHA2, "$A$00A$short").compare(credential("x")))
                .isEqualTo(Answer.CANNOT_TELL);
    }

    private static Credential credential(String password) {
        return new Credential(
                new AccountName("app"), Origin.FOUND, Password.of(password), 1, new Salt(SALT), AccountRules.none());
    }

    private static String latin1(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
