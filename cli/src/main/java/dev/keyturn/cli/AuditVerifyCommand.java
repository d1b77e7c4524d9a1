// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.logging.LogFormat;
import dev.keyturn.cli.logging.LogSettings;
import dev.keyturn.cli.logging.Logging;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.AuditCheck;
import dev.keyturn.server.ConfigRefused;
import dev.keyturn.server.ServerConfig;
import dev.keyturn.server.audit.Verification.Result;
import dev.keyturn.server.data.StartRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `keyturn audit verify`: reads the store itself, so that no server has to be believed.
@Command(
        name = "verify",
        header = "Check that no event of the audit log was changed, removed or cut off.",
        synopsisHeading = "Usage: ",
        customSynopsis = "keyturn audit verify [OPTION...]",
        description = {
            "",
            "Reads the store and the root key, and changes nothing. Servers on the store may go on.",
            "Options and variables are those of keyturn server.",
            ""
        },
        footer = {
            "",
            "In the environment only:",
            "  KEYTURN_STORE_USER, KEYTURN_STORE_PASSWORD or KEYTURN_STORE_PASSWORD_FILE, KEYTURN_ROOT_KEY",
            "",
            "Exit codes: 0 the log is whole, 1 it is broken or cannot be read, 2 wrong usage or configuration."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AuditVerifyCommand implements Callable<Integer> {
    private static final Set<String> OPTIONS = Set.of("data", "store", "root-key-file");

    /// What a server needs besides to start; nothing of it is looked at.
    private static final Set<String> OF_THE_STORE = Set.of(
            "KEYTURN_DATA",
            "KEYTURN_STORE",
            "KEYTURN_STORE_USER",
            "KEYTURN_STORE_PASSWORD",
            "KEYTURN_STORE_PASSWORD_FILE",
            "KEYTURN_ROOT_KEY",
            "KEYTURN_ROOT_KEY_FILE");

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    private AuditVerifyCommand(Map<String, String> environment) {
        this.environment = new HashMap<>(environment);
        this.environment.keySet().retainAll(OF_THE_STORE);
    }

    static CommandLine with(Map<String, String> environment) {
        var line = new CommandLine(new AuditVerifyCommand(environment));
        ServerSettings.ALL.stream()
                .filter(setting -> OPTIONS.contains(setting.option()))
                .forEach(setting -> line.getCommandSpec().addOption(setting.spec()));
        return line;
    }

    @Override
    public Integer call() {
        Logging.start(new LogSettings(Level.ERROR, LogFormat.PLAIN));
        try {
            return say(AuditCheck.run(ServerConfig.from(options(), environment)));
        } catch (ConfigRefused e) {
            return refuse(e.faults(), ExitCode.USAGE);
        } catch (StartRefused | StoreUnavailable e) {
            return refuse(List.of(String.valueOf(e.getMessage())), ExitCode.SOFTWARE);
        }
    }

    private Map<String, String> options() {
        Map<String, String> given = new HashMap<>();
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            given.put(option.longestName().substring(2), option.getValue().toString());
        }
        return given;
    }

    private int say(Result result) {
        var out = spec.commandLine().getOut();
        return switch (result) {
            case Result.Whole(long rows, String head) -> {
                out.println("The audit log is whole: %d events. Its last hash is %s.".formatted(rows, head));
                yield ExitCode.OK;
            }
            case Result.Broken(long position, Optional<String> row, String why) -> {
                out.println("The audit log is broken at row %d%s: %s."
                        .formatted(position, row.map(" (id %s)"::formatted).orElse(""), why));
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private int refuse(List<String> faults, int exitCode) {
        var err = spec.commandLine().getErr();
        err.println("keyturn audit verify cannot check the log:");
        faults.forEach(fault -> err.println("  - " + fault));
        return exitCode;
    }
}
