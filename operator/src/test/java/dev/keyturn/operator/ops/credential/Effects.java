// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

/// Counts everything that leaves the process, and does one thing wrong at one place.
final class Effects {
    /// What goes wrong at an effect.
    enum Fault {
        /// The process dies before it, or right after it.
        DIES_BEFORE,
        DIES_AFTER,
        /// It happens, and its answer is lost.
        ANSWER_LOST,
        /// It does not happen, and nothing is said.
        LOST
    }

    /// The end of a process. Nothing catches it.
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process died", null, false, false);
        }
    }

    /// What happens at one place.
    enum Now {
        WORKS,
        ANSWER_LOST,
        LOST
    }

    private final int place;
    private final Fault fault;
    private final Runnable watch;
    private int count;

    /// @param place of the effect that goes wrong, from 0; -1 for none
    /// @param watch looks at the world after each effect
    Effects(int place, Fault fault, Runnable watch) {
        this.place = place;
        this.fault = fault;
        this.watch = watch;
    }

    /// How many there were.
    int count() {
        return count;
    }

    Now before() {
        boolean here = count++ == place;
        if (here && fault == Fault.DIES_BEFORE) {
            throw new Death();
        }
        if (!here) {
            return Now.WORKS;
        }
        return switch (fault) {
            case ANSWER_LOST -> Now.ANSWER_LOST;
            case LOST -> Now.LOST;
            case DIES_BEFORE, DIES_AFTER -> Now.WORKS;
        };
    }

    /// The effect has happened.
    void after() {
        watch.run();
        if (count - 1 == place && fault == Fault.DIES_AFTER) {
            throw new Death();
        }
    }
}
