// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// How an engine answers one change.
public enum Answer {
    /// Done, and said so.
    YES("yes"),
    /// Not done, and said so.
    REFUSED("refused"),
    /// Not done, and nothing said.
    LOST("lost"),
    /// Done, and the reply lost.
    LATE("late"),
    /// Nothing said; done some calls later.
    DELAYED("delayed"),
    /// Said to be done, and nothing done.
    HOLLOW("hollow");

    private final String word;

    Answer(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
