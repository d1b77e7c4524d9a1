// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.demo.DemoDatabases;
import dev.keyturn.cli.demo.DemoRun;
import dev.keyturn.cli.demo.Screen;
import dev.keyturn.cli.logging.LogFormat;
import dev.keyturn.cli.logging.LogSettings;
import dev.keyturn.cli.logging.Logging;
import dev.keyturn.cli.process.Ending;
import dev.keyturn.server.data.StartRefused;
import dev.keyturn.testkit.client.Count;
import java.io.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keyturn demo`: the main job on embedded parts, with clients that would notice.
@Command(
        name = "demo",
        header = "Watch a live Redis and a live PostgreSQL being rotated with no refused login.",
        synopsisHeading = "Usage: ",
        description = {
            "",
            "Starts a Redis, a PostgreSQL and the server on free ports and a temporary store, rotates the credential of"
                    + " each every few seconds through the HTTP API, and counts the logins of clients that follow"
                    + " them.",
            ""
        },
        footer = {"", "Exit code: 0 if something was rotated and no login was refused, 1 otherwise, 2 on wrong usage."},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int LONGEST_SECONDS = 86_400;

    private final Supplier<Ending> ending;
    private final Callable<DemoDatabases> databases;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    private OptionalInt seconds = OptionalInt.empty();

    /// Both are asked once, when the demo is about to start.
    DemoCommand(Supplier<Ending> ending, Callable<DemoDatabases> databases) {
        this.ending = ending;
        this.databases = databases;
    }

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "End by itself after N seconds. Without it, Ctrl-C ends the demo.")
    void seconds(int value) {
        if (value < 1 || value > LONGEST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is %d; it can be 1 to %d.".formatted(value, LONGEST_SECONDS));
        }
        seconds = OptionalInt.of(value);
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.start(new LogSettings(Level.WARN, LogFormat.PLAIN));
        var line = spec.commandLine();
        var screen = new Screen(line.getOut(), isTerminal());
        try {
            var count = run(screen);
            screen.say(count.toString());
            return count.keepsThePromise() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException | StartRefused e) {
            line.getErr().println("keyturn demo failed: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private Count run(Screen screen) throws IOException, InterruptedException {
        var end = ending.get();
        screen.say("Starting a Redis, a PostgreSQL and Keyturn …");
        try (var started = startDatabases()) {
            var length = seconds.stream().mapToObj(Duration::ofSeconds).findFirst();
            return new DemoRun(Drivers.all(), end, length, screen).run(started);
        }
    }

    private DemoDatabases startDatabases() throws IOException, InterruptedException {
        try {
            return databases.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The databases of the demo did not start. " + e.getMessage(), e);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !"dumb".equals(System.getenv("TERM"));
    }
}
