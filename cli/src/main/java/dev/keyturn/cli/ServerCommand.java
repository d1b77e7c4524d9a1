// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.process.Ending;
import dev.keyturn.server.ConfigRefused;
import dev.keyturn.server.Server;
import dev.keyturn.server.ServerConfig;
import dev.keyturn.server.data.StartRefused;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class ServerCommand extends ServiceCommand<ServerConfig> {
    private ServerCommand(Map<String, String> environment, Supplier<Ending> ending) {
        super(environment, ending);
    }

    /// The command with an option for each of [ServerSettings#ALL].
    ///
    /// @param ending asked once, when the server is about to start
    static CommandLine with(Map<String, String> environment, Supplier<Ending> ending) {
        return line(new ServerCommand(environment, ending), ServerSettings.ALL);
    }

    @Override
    Optional<ServerConfig> config(
            Map<String, String> options, Map<String, String> environment, Consumer<String> faults) {
        try {
            return Optional.of(ServerConfig.from(options, environment));
        } catch (ConfigRefused e) {
            e.faults().forEach(faults);
            return Optional.empty();
        }
    }

    @Override
    Optional<String> run(ServerConfig config, Ending end) throws InterruptedException {
        try (var server = Server.start(config, Drivers.all())) {
            say("Keyturn is ready at " + server.address());
            server.metrics().ifPresent(address -> say("Its metrics are at " + address));
            end.await();
            say("Keyturn finishes what is running, in 30 s at most; a second Ctrl-C ends it at once.");
            return Optional.empty();
        } catch (StartRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
