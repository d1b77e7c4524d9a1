// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.process.Ending;
import dev.keyturn.operator.Operator;
import dev.keyturn.operator.runtime.ConfigRefused;
import dev.keyturn.operator.runtime.OperatorConfig;
import dev.keyturn.operator.runtime.StartRefused;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class OperatorCommand extends ServiceCommand<OperatorConfig> {
    private OperatorCommand(Map<String, String> environment, Supplier<Ending> ending) {
        super(environment, ending);
    }

    /// The command with an option for each of [OperatorSettings#ALL].
    ///
    /// @param ending asked once, when the operator is about to start
    static CommandLine with(Map<String, String> environment, Supplier<Ending> ending) {
        return line(new OperatorCommand(environment, ending), OperatorSettings.ALL);
    }

    @Override
    Optional<OperatorConfig> config(
            Map<String, String> options, Map<String, String> environment, Consumer<String> faults) {
        try {
            return Optional.of(OperatorConfig.from(options, environment));
        } catch (ConfigRefused e) {
            e.faults().forEach(faults);
            return Optional.empty();
        }
    }

    @Override
    Optional<String> run(OperatorConfig config, Ending end) throws InterruptedException {
        var rotations = Drivers.rotations(config.rotations().mssqlHold());
        try (var operator = Operator.start(config, rotations, Drivers.nodes())) {
            say("Keyturn's operator is ready; its health is at " + operator.address() + "/readyz");
            end.await();
            say("Keyturn's operator finishes what is running, in 10 s at most; a second Ctrl-C ends it at once.");
            return Optional.empty();
        } catch (StartRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
