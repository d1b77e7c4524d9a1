// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.random.RandomGenerator;

/// Draws passwords, account names and salts. Every character is equally likely within its class: bounded draws of
/// [RandomGenerator#nextInt(int)] reject instead of folding, and the order is a Fisher–Yates shuffle.
///
/// The source decides the strength: production passes a `SecureRandom`.
public final class PasswordGenerator {
    private static final String DIGITS = "0123456789";
    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final PasswordRequirements ACCOUNT_NAME = new PasswordRequirements(32, 5, 5, 5, 0, "");

    private final RandomGenerator random;

    public PasswordGenerator(RandomGenerator random) {
        this.random = random;
    }

    public Password password(PasswordRequirements wanted) {
        return Password.of(draw(wanted));
    }

    /// A name for an account of our own: 32 letters and digits, at least five of each class.
    public AccountName accountName() {
        return new AccountName(draw(ACCOUNT_NAME));
    }

    public Salt salt() {
        var bytes = new byte[Salt.LENGTH];
        random.nextBytes(bytes);
        return Salt.of(bytes);
    }

    private String draw(PasswordRequirements wanted) {
        var drawn = new StringBuilder(wanted.length());
        var alphabet = new StringBuilder();
        drawClass(DIGITS, wanted.digits(), drawn, alphabet);
        drawClass(LOWERCASE, wanted.lowercase(), drawn, alphabet);
        drawClass(UPPERCASE, wanted.uppercase(), drawn, alphabet);
        drawClass(wanted.drawnSymbols(), wanted.symbols(), drawn, alphabet);
        append(alphabet, wanted.length() - drawn.length(), drawn);
        shuffle(drawn);
        return drawn.toString();
    }

    private void drawClass(String characters, int count, StringBuilder drawn, StringBuilder alphabet) {
        if (count > 0) {
            alphabet.append(characters);
            append(characters, count, drawn);
        }
    }

    private void append(CharSequence alphabet, int count, StringBuilder drawn) {
        for (int i = 0; i < count; i++) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    private void shuffle(StringBuilder drawn) {
        for (int i = drawn.length() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            char swapped = drawn.charAt(i);
            drawn.setCharAt(i, drawn.charAt(j));
            drawn.setCharAt(j, swapped);
        }
    }
}
