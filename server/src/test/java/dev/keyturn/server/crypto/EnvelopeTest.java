// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Place PLACE = new Place("secret", "7", 3);

    private final SecureRandom random = new SecureRandom();
    private final Envelope envelope = new Envelope(new byte[32], random);

    @Test
    void opens_what_it_sealed_in_the_same_place() {
        var sealed = envelope.seal(PLACE, "hunter2");

        assertThat(envelope.openText(PLACE, sealed)).isEqualTo("hunter2");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    @Test
    void seals_the_same_value_differently_each_time() {
        assertThat(envelope.seal(PLACE, "a")).isNotEqualTo(envelope.seal(PLACE, "a"));
    }

    @Test
    void does_not_open_in_another_table_row_or_version() {
        var sealed = envelope.seal(PLACE, "hunter2");

        for (var other :
                new Place[] {new Place("folder", "7", 3), new Place("secret", "8", 3), new Place("secret", "7", 2)}) {
            assertThatExceptionOfType(Tampered.class).isThrownBy(() -> envelope.open(other, sealed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 29, 35})
    void does_not_open_after_a_changed_byte(int at) {
        var sealed = envelope.seal(PLACE, "hunter2");
        sealed[at] ^= 1;

        assertThatExceptionOfType(Tampered.class).isThrownBy(() -> envelope.open(PLACE, sealed));
    }

    @Test
    void does_not_open_with_another_key() {
        var other = new Envelope("another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII), random);

        assertThatExceptionOfType(Tampered.class).isThrownBy(() -> other.open(PLACE, envelope.seal(PLACE, "a")));
    }

    @Test
    void knows_a_password_by_its_hash_alone() {
        var kept = PasswordHash.of("correct horse", random);

        assertThat(PasswordHash.matches("correct horse", kept)).isTrue();
        assertThat(PasswordHash.matches("correct horsf", kept)).isFalse();
        assertThat(kept).startsWith("argon2id$").doesNotContain("horse");
    }
}
