// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How an account of MySQL gets from the passwords that it has to those that it is to have.
///
/// `RETAIN CURRENT PASSWORD` must never be sent twice: the second time it keeps the new password and throws
/// the old one away. So each step is chosen by what the account has, and what is right already is left alone;
/// a crash after any step leaves something from which the rest is found again.
final class Retention {

    private static final int PLACES = 2;

    private Retention() {}

    /// One statement.
    sealed interface Step {
        /// Changes the first password; a second one stays as it is.
        record Replace(LoginMethod method) implements Step {}

        /// Changes the first password and keeps the one that it was as the second.
        record Retain(LoginMethod method) implements Step {}

        /// Throws the second password away.
        record Discard() implements Step {}
    }

    /// @param have the first password, and the second if there is one
    /// @param want the first password, and the second if there is to be one
    /// @throws Refused what the account has is somebody else's, who has not finished with it
    static List<Step> steps(List<LoginMethod> have, List<Wanted> want) throws Refused {
        if (want.size() > PLACES) {
            throw stillInUse();
        }
        Wanted first = want.getFirst();
        boolean inPlace = !have.isEmpty() && first.fits(have.getFirst());
        if (want.size() == 1) {
            return alone(first.method(), inPlace, have.size() == PLACES);
        }
        return inPlace ? List.of() : beside(have, first, want.getLast());
    }

    /// Where the catalogue cannot be read.
    ///
    /// @param inPlace whether the first password logs in already, so that it must not be sent again; asked
    ///                only where there is to be a second one
    static List<Step> blind(List<Wanted> want, boolean inPlace) throws Refused {
        if (want.size() > PLACES) {
            throw stillInUse();
        }
        LoginMethod first = want.getFirst().method();
        if (want.size() == 1) {
            return alone(first, false, true);
        }
        return inPlace ? List.of() : List.of(new Step.Retain(first));
    }

    private static List<Step> alone(LoginMethod first, boolean inPlace, boolean hasSecond) {
        Optional<Step> replace = inPlace ? Optional.empty() : Optional.of(new Step.Replace(first));
        Optional<Step> discard = hasSecond ? Optional.of(new Step.Discard()) : Optional.empty();
        return Stream.concat(replace.stream(), discard.stream()).toList();
    }

    private static List<Step> beside(List<LoginMethod> have, Wanted first, Wanted kept) throws Refused {
        boolean keptIsFirst = !have.isEmpty() && kept.fits(have.getFirst());
        boolean hasSecond = have.size() == PLACES;
        boolean keptIsSecond = hasSecond && kept.fits(have.getLast());
        boolean nextIsSecond = hasSecond && first.fits(have.getLast());
        if (keptIsSecond) {
            return List.of(new Step.Replace(first.method()));
        }
        if (hasSecond && !nextIsSecond) {
            throw stillInUse();
        }
        Step retain = new Step.Retain(first.method());
        return keptIsFirst ? List.of(retain) : List.of(new Step.Replace(kept.method()), retain);
    }

    private static Refused stillInUse() {
        return new Refused(
                Reason.OTHER,
                "SECOND",
                "the account still has a second password that is not ours; end it first with ALTER USER … DISCARD OLD"
                        + " PASSWORD");
    }
}
