// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.logging.LogSettings;
import dev.keyturn.cli.logging.Logging;
import dev.keyturn.cli.process.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the commands have in common that run until they are told to end: settings from options and environment, every
/// fault of them said at once, the log, exit codes.
///
/// @param <C> what the settings come to
abstract class ServiceCommand<C> implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Supplier<Ending> ending;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    /// @param ending asked once, when the service is about to start
    ServiceCommand(Map<String, String> environment, Supplier<Ending> ending) {
        this.environment = environment;
        this.ending = ending;
    }

    /// The command with an option for each setting.
    static CommandLine line(ServiceCommand<?> command, List<Setting> settings) {
        var line = new CommandLine(command);
        settings.forEach(setting -> line.getCommandSpec().addOption(setting.spec()));
        return line;
    }

    /// Reads the settings.
    ///
    /// @param options without those of the log
    /// @return empty if there are faults
    abstract Optional<C> config(Map<String, String> options, Map<String, String> environment, Consumer<String> faults);

    /// Works until the end is wished for.
    ///
    /// @return why it could not start; empty if it did
    abstract Optional<String> run(C config, Ending end) throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        var options = options();
        var log = LogSettings.read(
                Optional.ofNullable(options.remove(ServerSettings.LOG_LEVEL))
                        .or(() -> variable(LogSettings.LEVEL_VARIABLE)),
                variable(LogSettings.FORMAT_VARIABLE),
                faults::add);
        var config = config(options, environment, faults::add);
        if (config.isEmpty() || !faults.isEmpty()) {
            return refuse(faults, ExitCode.USAGE);
        }
        Logging.start(log);
        return run(config.get(), ending.get())
                .map(why -> refuse(List.of(why), ExitCode.SOFTWARE))
                .orElse(ExitCode.OK);
    }

    final void say(String sentence) {
        var out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
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

    private int refuse(List<String> faults, int exitCode) {
        var err = spec.commandLine().getErr();
        err.println("keyturn " + spec.name() + " cannot start:");
        faults.forEach(fault -> err.println("  - " + fault));
        err.flush();
        return exitCode;
    }
}
