// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.logging.LogSettings;
import dev.keyturn.cli.logging.Logging;
import dev.keyturn.cli.process.Ending;
import dev.keyturn.server.ConfigRefused;
import dev.keyturn.server.Server;
import dev.keyturn.server.ServerConfig;
import dev.keyturn.server.data.StartRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `keyturn server`: runs until it is told to end.
@Command(
        name = "server",
        header = "Run the server: HTTP API, scheduler and sealed store.",
        synopsisHeading = "Usage: ",
        customSynopsis = "keyturn server [OPTION...]",
        description = {"", "An option beats its environment variable. Secrets are never taken from arguments.", ""},
        footer = {
            "",
            "In the environment only:",
            "  KEYTURN_STORE_USER, KEYTURN_STORE_PASSWORD or KEYTURN_STORE_PASSWORD_FILE",
            "        The login of the store named by --store.",
            "  KEYTURN_ROOT_KEY",
            "        The root key itself, instead of a file.",
            "  KEYTURN_ALLOWED_NETWORKS",
            "        Internal networks that hold databases: a list of CIDR, with commas.",
            "  KEYTURN_LOG_FORMAT",
            "        plain (the default) or json.",
            "  KEYTURN_BOOTSTRAP_EMAIL, ..._PASSWORD_FILE, ..._ORGANIZATION, ..._TOKEN_FILE",
            "        Open a fresh installation without a person. The token of its first",
            "        identity is written to the last, mode 0600.",
            "",
            "Ends on SIGTERM or Ctrl-C when running rotations are done, 30 s at most.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Supplier<Ending> ending;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    private ServerCommand(Map<String, String> environment, Supplier<Ending> ending) {
        this.environment = environment;
        this.ending = ending;
    }

    /// The command with an option for each of [ServerSettings#ALL].
    ///
    /// @param ending asked once, when the server is about to start
    static CommandLine with(Map<String, String> environment, Supplier<Ending> ending) {
        var line = new CommandLine(new ServerCommand(environment, ending));
        ServerSettings.ALL.forEach(setting -> line.getCommandSpec().addOption(setting.spec()));
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        var options = options();
        var log = LogSettings.read(
                Optional.ofNullable(options.remove(ServerSettings.LOG_LEVEL))
                        .or(() -> variable(LogSettings.LEVEL_VARIABLE)),
                variable(LogSettings.FORMAT_VARIABLE),
                faults::add);
        var config = config(options, faults);
        if (config.isEmpty() || !faults.isEmpty()) {
            return refuse(faults, ExitCode.USAGE);
        }
        Logging.start(log);
        try {
            serve(config.get());
            return ExitCode.OK;
        } catch (StartRefused e) {
            return refuse(List.of(String.valueOf(e.getMessage())), ExitCode.SOFTWARE);
        }
    }

    private void serve(ServerConfig config) throws InterruptedException {
        var end = ending.get();
        try (var server = Server.start(config, Drivers.all())) {
            say("Keyturn is ready at " + server.address());
            server.metrics().ifPresent(address -> say("Its metrics are at " + address));
            end.await();
            say("Keyturn finishes what is running, in 30 s at most; a second Ctrl-C ends it at once.");
        }
    }

    /// What stands on the command line, by the names of the options.
    private Map<String, String> options() {
        Map<String, String> given = new HashMap<>();
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            given.put(option.longestName().substring(2), option.getValue().toString());
        }
        return given;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<ServerConfig> config(Map<String, String> options, List<String> faults) {
        try {
            return Optional.of(ServerConfig.from(options, environment));
        } catch (ConfigRefused e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    private void say(String sentence) {
        var out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
    }

    private int refuse(List<String> faults, int exitCode) {
        var err = spec.commandLine().getErr();
        err.println("keyturn server cannot start:");
        faults.forEach(fault -> err.println("  - " + fault));
        err.flush();
        return exitCode;
    }
}
