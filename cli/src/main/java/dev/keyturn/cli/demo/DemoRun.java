// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.cli.process.Ending;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.testkit.client.Count;
import dev.keyturn.testkit.client.Tally;
import dev.keyturn.testkit.process.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A demo from its first sentence to its last count.
///
/// @param drivers what the server of the demo can rotate
/// @param length  how long clients and rotations run; empty for until the end is wished
public record DemoRun(List<TargetDriver> drivers, Ending ending, Optional<Duration> length, Screen screen) {

    public DemoRun {
        drivers = List.copyOf(drivers);
    }

    /// Returns when everything that it started is gone again.
    ///
    /// @param databases started before, and left running
    /// @throws IOException the demo's own server refused what the demo begins with
    public Count run(DemoDatabases databases) throws IOException, InterruptedException {
        var targets = databases.targets();
        var tally = new Tally();
        try (var server = DemoServer.start(drivers)) {
            try (var _ = Demo.start(server.address(), targets, tally, screen::say)) {
                introduce(server, targets);
                watch(tally);
            }
            screen.show(tally.count());
            screen.settle();
        }
        tally.lastOutage().ifPresent(reason -> screen.say("The last outage: " + reason));
        return tally.count();
    }

    private void introduce(DemoServer server, List<DemoTarget> targets) {
        screen.say("Each is rotated every %d s by Keyturn at %s:".formatted(Demo.EVERY.toSeconds(), server.address()));
        targets.forEach(target -> screen.say("  " + target.description()));
        screen.say("%d clients read the published credential there and log in with it, on a new connection each time."
                .formatted(Demo.CLIENTS));
        screen.say(length.map(time -> "This takes %d s; Ctrl-C ends it now.".formatted(time.toSeconds()))
                .orElse("Ctrl-C ends it."));
    }

    private void watch(Tally tally) throws InterruptedException {
        var deadline = length.map(Deadline::in);
        boolean ended = false;
        while (!ended) {
            screen.show(tally.count());
            ended = ending.awaitFor(pause(deadline))
                    || deadline.map(Deadline::hasPassed).orElse(false);
        }
    }

    private Duration pause(Optional<Deadline> deadline) {
        var pause = screen.pause();
        return deadline.map(Deadline::remaining)
                .filter(left -> left.compareTo(pause) < 0)
                .orElse(pause);
    }
}
