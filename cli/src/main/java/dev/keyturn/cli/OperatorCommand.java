// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.logging.LogSettings;
import dev.keyturn.cli.logging.Logging;
import dev.keyturn.cli.process.Ending;
import dev.keyturn.operator.Operator;
import dev.keyturn.operator.runtime.ConfigRefused;
import dev.keyturn.operator.runtime.OperatorConfig;
import dev.keyturn.operator.runtime.StartRefused;
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

/// `keyturn operator`: runs until it is told to end.
@Command(
        name = "operator",
        header = "Run the Kubernetes operator, in a pod or outside with a kubeconfig.",
        synopsisHeading = "Usage: ",
        customSynopsis = "keyturn operator [OPTION...]",
        description = {"", "An option beats its environment variable.", ""},
        footer = {
            "",
            "In the environment only:",
            "  KEYTURN_LOG_FORMAT",
            "        plain (the default) or json.",
            "",
            "Of several operators in one cluster the one with the Lease keyturn-operator works;",
            "the others wait for it. Ends on SIGTERM or Ctrl-C when running turns are done, 10 s",
            "at most, and gives the Lease back.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OperatorCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Supplier<Ending> ending;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    private OperatorCommand(Map<String, String> environment, Supplier<Ending> ending) {
        this.environment = environment;
        this.ending = ending;
    }

    /// The command with an option for each of [OperatorSettings#ALL].
    ///
    /// @param ending asked once, when the operator is about to start
    static CommandLine with(Map<String, String> environment, Supplier<Ending> ending) {
        var line = new CommandLine(new OperatorCommand(environment, ending));
        OperatorSettings.ALL.forEach(setting -> line.getCommandSpec().addOption(setting.spec()));
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
            work(config.get());
            return ExitCode.OK;
        } catch (StartRefused e) {
            return refuse(List.of(String.valueOf(e.getMessage())), ExitCode.SOFTWARE);
        }
    }

    private void work(OperatorConfig config) throws InterruptedException {
        var end = ending.get();
        var rotations = Drivers.rotations(config.rotations().mssqlHold());
        try (var operator = Operator.start(config, rotations, Drivers.nodes())) {
            say("Keyturn's operator is ready; its health is at " + operator.address() + "/readyz");
            end.await();
            say("Keyturn's operator finishes what is running, in 10 s at most; a second Ctrl-C ends it at once.");
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

    private Optional<OperatorConfig> config(Map<String, String> options, List<String> faults) {
        try {
            return Optional.of(OperatorConfig.from(options, environment));
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
        err.println("keyturn operator cannot start:");
        faults.forEach(fault -> err.println("  - " + fault));
        err.flush();
        return exitCode;
    }
}
