// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// What an owner asks of generated passwords (API contract §2.6). Only classes with a count above 0 are drawn from.
///
/// @param length         characters, 1 to 250
/// @param allowedSymbols the symbols to draw from; empty means the default `-_.~!*`. A `"` and everything outside
///                       printable ASCII is never drawn
public record PasswordRequirements(
        int length, int digits, int lowercase, int uppercase, int symbols, String allowedSymbols) {
    /// The longest password that may be asked for, in characters.
    public static final int MAX_LENGTH = 250;

    private static final String DEFAULT_SYMBOLS = "-_.~!*";

    public PasswordRequirements {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("length " + length + " is not between 1 and " + MAX_LENGTH);
        }
        if (digits < 0 || lowercase < 0 || uppercase < 0 || symbols < 0) {
            throw new IllegalArgumentException("a required count is at least 0");
        }
        long sum = (long) digits + lowercase + uppercase + symbols;
        if (sum == 0 || sum > length) {
            throw new IllegalArgumentException("the required counts add up to " + sum
                    + "; they need at least 1 and at most the length of " + length);
        }
    }

    /// What is drawn where nobody asks: 48 letters and digits, each class at least once.
    public static PasswordRequirements standard() {
        return new PasswordRequirements(48, 1, 1, 1, 0, "");
    }

    /// The symbols that are really drawn, each once.
    public String drawnSymbols() {
        var drawn = new StringBuilder();
        allowedSymbols
                .chars()
                .filter(symbol -> symbol >= '!' && symbol <= '~' && symbol != '"')
                .distinct()
                .forEach(symbol -> drawn.append((char) symbol));
        return drawn.isEmpty() ? DEFAULT_SYMBOLS : drawn.toString();
    }

    /// The entropy of a password drawn under these requirements, in bits, estimated from its alphabet.
    public double bits() {
        int alphabet = (digits > 0 ? 10 : 0)
                + (lowercase > 0 ? 26 : 0)
                + (uppercase > 0 ? 26 : 0)
                + (symbols > 0 ? drawnSymbols().length() : 0);
        return length * Math.log(alphabet) / Math.log(2);
    }
}
