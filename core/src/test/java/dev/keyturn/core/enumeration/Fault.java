// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// What goes wrong besides the answers.
///
/// @param at the effect at which it does, counted from 1
record Fault(Kind kind, int at) {
    /// On which side of its effect it does.
    enum When {
        NEVER,
        BEFORE,
        AFTER
    }

    enum Kind {
        NONE("nothing fails", When.NEVER),
        DIES_BEFORE("dies before", When.BEFORE),
        DIES_AFTER("dies after", When.AFTER),
        STORE_REFUSES("no answer, not done", When.BEFORE),
        STORE_FORGETS_TO_ANSWER("no answer, done", When.AFTER),
        TAKEN_OVER("taken over before", When.BEFORE),
        NODE_RESTARTS("a node restarts before", When.BEFORE);

        private final String words;
        private final When when;

        Kind(String words, When when) {
            this.words = words;
            this.when = when;
        }

        boolean isDeath() {
            return this == DIES_BEFORE || this == DIES_AFTER;
        }

        /// Whether it can go wrong there.
        boolean happens(When side, String effect) {
            boolean fits = switch (this) {
                case STORE_REFUSES, STORE_FORGETS_TO_ANSWER -> Effects.isOfStore(effect);
                case NONE, DIES_BEFORE, DIES_AFTER, TAKEN_OVER, NODE_RESTARTS -> true;
            };
            return fits && when == side;
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
