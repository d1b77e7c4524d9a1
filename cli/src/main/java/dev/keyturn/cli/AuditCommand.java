// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `keyturn audit`: what is done about the audit log from outside.
@Command(
        name = "audit",
        header = "Check the audit log.",
        synopsisHeading = "Usage: ",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AuditCommand {
    private AuditCommand() {}

    static CommandLine with(Map<String, String> environment) {
        return new CommandLine(new AuditCommand()).addSubcommand(AuditVerifyCommand.with(environment));
    }
}
