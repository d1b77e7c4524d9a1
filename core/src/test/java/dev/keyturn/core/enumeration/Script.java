// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.Answer;
import java.util.Arrays;
import java.util.List;

/// Counts through the answers of scripts of one length.
///
/// Scripts that differ only in answers that nobody asked for are one, and counted once.
final class Script {
    private static final Answer[] ANSWERS = Answer.values();

    private final int[] digits;
    private final int first;

    private Script(int[] digits, int first) {
        this.digits = digits;
        this.first = first;
    }

    /// The first script of some length.
    static Script of(int length) {
        return new Script(new int[length], 0);
    }

    /// The first of the scripts of some length that begin with the first answers of this one.
    Script from(int answers, int length) {
        int kept = Math.min(answers, length);
        return new Script(Arrays.copyOf(Arrays.copyOf(digits, kept), length), kept);
    }

    List<Answer> answers() {
        return Arrays.stream(digits).mapToObj(digit -> ANSWERS[digit]).toList();
    }

    int length() {
        return digits.length;
    }

    /// Whether a script of that length says the same, among the first `asked` answers.
    boolean isWithin(int shorter, int asked) {
        for (int i = shorter; i < Math.min(asked, digits.length); i++) {
            if (digits[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// Becomes the next one: counts up the last answer that was asked for.
    ///
    /// @return the first answer that is another; before all of them if there is no next script
    int advance(int answered) {
        int asked = Math.min(answered, digits.length);
        int position = asked - 1;
        Arrays.fill(digits, asked, digits.length, 0);
        while (position >= first && ++digits[position] == ANSWERS.length) {
            digits[position--] = 0;
        }
        return position < first ? NONE : position;
    }

    /// There is no next script.
    static final int NONE = -1;
}
