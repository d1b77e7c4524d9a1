// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// What goes wrong besides the answers.
///
/// @param at the effect at which it does, counted from 1
record Fault(Kind kind, int at) {
    enum Kind {
        NONE("nothing fails"),
        DIES_BEFORE("dies before"),
        DIES_AFTER("dies after"),
        STORE_REFUSES("no answer, not done"),
        STORE_FORGETS_TO_ANSWER("no answer, done"),
        TAKEN_OVER("taken over before"),
        NODE_RESTARTS("a node restarts before");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Fault none() {
        return new Fault(Kind.NONE, 0);
    }

    @Override
    public String toString() {
        return kind == Kind.NONE ? kind.toString() : kind + " effect " + at;
    }
}
