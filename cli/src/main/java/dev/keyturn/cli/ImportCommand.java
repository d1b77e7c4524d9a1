// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `keyturn import`: what is brought from elsewhere.
@Command(
        name = "import",
        header = "Bring projects, secrets and rotations from another server.",
        synopsisHeading = "Usage: ",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ImportCommand {
    private ImportCommand() {}

    static CommandLine with(Map<String, String> environment) {
        return new CommandLine(new ImportCommand()).addSubcommand(new InfisicalCommand(environment));
    }
}
