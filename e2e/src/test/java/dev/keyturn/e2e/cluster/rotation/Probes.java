// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

/// The two probes of contract §12.2 at the same targets.
///
/// @param published logs in with the published pair (I2)
/// @param either with that or the previous one (I1)
record Probes(Probe published, Probe either) implements AutoCloseable {

    private static final int BEFORE_AND_AFTER = 10;
    private static final int EITHER_A_SECOND = 6;

    /// Both have been let in for a while, so that what comes now is seen. What was before is forgotten: a Service may
    /// still be on its way back from what the test before did to the server.
    static Probes start(Publication publication, java.util.List<Target> targets, Engine engine) {
        var probes = new Probes(
                Probe.start(publication, targets, engine.client(), engine.attemptsASecond()),
                Probe.start(publication, targets, Client.ofThePublishedOrThePrevious(), EITHER_A_SECOND));
        probes.look();
        probes.published.forget();
        probes.either.forget();
        return probes;
    }

    /// Looks on for a while, with logins that succeed.
    void look() {
        published.await(BEFORE_AND_AFTER, Outcome.OK);
        lookForEither();
    }

    /// The same where the published pair need not be live yet.
    void lookForEither() {
        either.await(BEFORE_AND_AFTER / 2, Outcome.OK);
    }

    void assertNobodyRefused() {
        assertThat(published.attempts().refused())
                .as("with the published pair:\n%s", published.attempts())
                .isEmpty();
        assertNeverShutOut();
    }

    void assertNeverShutOut() {
        assertThat(either.attempts().refused())
                .as("with the published pair or the previous one:\n%s", either.attempts())
                .isEmpty();
    }

    void assertAlwaysAvailable() {
        assertThat(published.attempts().unavailable())
                .as("with the published pair:\n%s", published.attempts())
                .isEmpty();
        assertThat(either.attempts().unavailable())
                .as("with the published pair or the previous one:\n%s", either.attempts())
                .isEmpty();
    }

    @Override
    public String toString() {
        return published.attempts().toString();
    }

    @Override
    public void close() {
        published.close();
        either.close();
    }
}
