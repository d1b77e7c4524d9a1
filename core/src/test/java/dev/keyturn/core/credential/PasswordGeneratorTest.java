// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordGeneratorTest {
    private static final long SEED = 20_260_303;

    private final PasswordGenerator generator = new PasswordGenerator(new Random(SEED));

    @Test
    void draws_48_letters_and_digits_where_nobody_asks() {
        String password = generator.password(PasswordRequirements.standard()).reveal();

        assertThat(password)
                .hasSize(48)
                .matches("[A-Za-z0-9]+")
                .containsPattern("[0-9]")
                .containsPattern("[a-z]")
                .containsPattern("[A-Z]");
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 1, 1, 1", "12, 3, 2, 4, 3", "250, 1, 0, 0, 0", "30, 0, 5, 0, 25", "1, 0, 0, 1, 0"})
    void holds_every_required_count(int length, int digits, int lowercase, int uppercase, int symbols) {
        var wanted = new PasswordRequirements(length, digits, lowercase, uppercase, symbols, "");

        for (int drawn = 0; drawn < 200; drawn++) {
            String password = generator.password(wanted).reveal();

            assertThat(password).as("seed %s", SEED).hasSize(length);
            assertThat(count(password, "0-9")).isGreaterThanOrEqualTo(digits);
            assertThat(count(password, "a-z")).isGreaterThanOrEqualTo(lowercase);
            assertThat(count(password, "A-Z")).isGreaterThanOrEqualTo(uppercase);
            assertThat(count(password, "-_.~!*")).isGreaterThanOrEqualTo(symbols);
        }
    }

    @Test
    void draws_only_from_classes_that_are_required() {
        String password = generator
                .password(new PasswordRequirements(200, 0, 1, 0, 0, ""))
                .reveal();

        assertThat(password).matches("[a-z]{200}");
    }

    @Test
    void never_draws_a_symbol_that_was_not_allowed_nor_a_quote() {
        String password = generator
                .password(new PasswordRequirements(250, 0, 0, 0, 1, "#\"#\u00e9 %"))
                .reveal();

        assertThat(password).matches("[#%]{250}").contains("#").contains("%");
    }

    @Test
    void draws_every_character_of_a_class_equally_often() {
        var wanted = new PasswordRequirements(250, 1, 1, 1, 1, "");
        int passwords = 2_000;

        Map<Character, Long> drawn = IntStream.range(0, passwords)
                .mapToObj(_ -> generator.password(wanted).reveal())
                .flatMap(password -> password.chars().mapToObj(character -> (char) character))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        // 246 of 250 places are drawn from 68 characters; five standard deviations of 85 are allowed
        double expected = passwords * 246 / 68.0;
        assertThat(drawn).as("seed %s", SEED).hasSize(68);
        assertThat(drawn)
                .allSatisfy((character, times) -> assertThat((double) times)
                        .as("%s, seed %s", character, SEED)
                        .isBetween(expected - 430, expected + passwords / 6.0 + 430));
    }

    @Test
    void puts_no_class_at_a_place_of_its_own() {
        var wanted = new PasswordRequirements(4, 1, 1, 1, 1, "");

        long digitsFirst = IntStream.range(0, 4_000)
                .filter(_ ->
                        Character.isDigit(generator.password(wanted).reveal().charAt(0)))
                .count();

        assertThat(digitsFirst).as("seed %s", SEED).isBetween(860L, 1_140L);
    }

    @Test
    void names_accounts_with_32_letters_and_digits_of_each_class_at_least_five() {
        for (int drawn = 0; drawn < 200; drawn++) {
            String name = generator.accountName().value();

            assertThat(name).as("seed %s", SEED).hasSize(32).matches("[A-Za-z0-9]+");
            assertThat(count(name, "0-9")).isGreaterThanOrEqualTo(5);
            assertThat(count(name, "a-z")).isGreaterThanOrEqualTo(5);
            assertThat(count(name, "A-Z")).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void salts_with_16_bytes_that_are_never_the_same() {
        assertThat(generator.salt().bytes()).hasSize(Salt.LENGTH);
        assertThat(generator.salt()).isNotEqualTo(generator.salt());
    }

    private static int count(String text, String characters) {
        return text.replaceAll("[^" + characters + "]", "").length();
    }
}
