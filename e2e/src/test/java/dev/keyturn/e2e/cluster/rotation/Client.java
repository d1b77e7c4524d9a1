// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.core.credential.Login;
import dev.keyturn.testkit.client.NewConnection;
import dev.keyturn.testkit.client.NewConnection.Answer;
import java.io.IOException;
import java.time.Duration;

/// What a client does with what it has read, and what it makes of a refusal.
@FunctionalInterface
interface Client {

    /// How it ended, and what there is to say.
    record Verdict(Outcome outcome, String why) {

        static final Verdict OK = new Verdict(Outcome.OK, "");
    }

    /// @param read what was read just before
    Verdict logIn(Published read, Publication publication, NewConnection target) throws IOException;

    /// Logs in with the published pair (I2). Refused, it reads again: only who finds another pair has been late.
    static Client ofThePublished() {
        return ofThePublished(Duration.ZERO);
    }

    /// As [#ofThePublished()], for an engine that may take a moment to accept what is published.
    ///
    /// @param patience how long the same pair is tried again before it counts as refused
    static Client ofThePublished(Duration patience) {
        return (read, publication, target) -> {
            if (target.logIn(read.current()) == Answer.ACCEPTED) {
                return Verdict.OK;
            }
            Published again = publication.read();
            if (!again.current().equals(read.current())) {
                return target.logIn(again.current()) == Answer.ACCEPTED
                        ? new Verdict(Outcome.STALE, "another pair is published now, and it logs in")
                        : new Verdict(Outcome.REFUSED, "and so was the pair that is published now");
            }
            return logsInWithin(patience, target, read.current())
                    ? new Verdict(Outcome.LATE, "the same pair logged in within " + patience.toMillis() + " ms")
                    : new Verdict(Outcome.REFUSED, "the pair is still the published one");
        };
    }

    /// Logs in with the published pair or else the previous one (I1).
    static Client ofThePublishedOrThePrevious() {
        return (read, publication, target) -> {
            if (eitherLogsIn(read, target)) {
                return Verdict.OK;
            }
            Published again = publication.read();
            if (again.equals(read)) {
                return new Verdict(Outcome.REFUSED, "published and previous, and neither has changed");
            }
            return eitherLogsIn(again, target)
                    ? new Verdict(Outcome.STALE, "other pairs are published now, and one of them logs in")
                    : new Verdict(Outcome.REFUSED, "published and previous, also after they had changed");
        };
    }

    /// Where an engine knows one password, the one may become the other between the two logins: the first is then tried
    /// once more.
    private static boolean eitherLogsIn(Published pairs, NewConnection target) throws IOException {
        if (target.logIn(pairs.current()) == Answer.ACCEPTED) {
            return true;
        }
        var previous = pairs.previous();
        return previous.isPresent()
                && (target.logIn(previous.get()) == Answer.ACCEPTED
                        || target.logIn(pairs.current()) == Answer.ACCEPTED);
    }

    private static boolean logsInWithin(Duration patience, NewConnection target, Login login) throws IOException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < patience.toNanos()) {
            if (target.logIn(login) == Answer.ACCEPTED) {
                return true;
            }
        }
        return false;
    }
}
