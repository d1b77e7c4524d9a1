// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.cli.demo.DemoDatabases;
import dev.keyturn.cli.process.Ending;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

/// The `keyturn` command. Its exit code is 0 when done, 1 when it failed, 2 on wrong usage or configuration.
@Command(
        name = "keyturn",
        description = {"", "Changes the credentials of databases without a refused login.", ""},
        synopsisHeading = "Usage: ",
        commandListHeading = "%nCommands:%n",
        footer = {"", "keyturn COMMAND --help says more."},
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final int HELP_WIDTH = 100;

    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /// Runs the command that `arguments` name, and returns its exit code.
    static int run(String... arguments) {
        var command = new CommandLine(new Main())
                .addSubcommand(new DemoCommand(Ending::onSignals, DemoDatabases::start))
                .addSubcommand(ServerCommand.with(System.getenv(), Ending::onSignals))
                .addSubcommand(OperatorCommand.with(System.getenv(), Ending::onSignals))
                .addSubcommand(AuditCommand.with(System.getenv()))
                .addSubcommand(ImportCommand.with(System.getenv()))
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpAutoWidth(true);
        if (arguments.length == 0) {
            command.usage(command.getErr());
            return ExitCode.USAGE;
        }
        return command.execute(arguments);
    }

    /// UTF-8 wherever we are: terminals show it, also where the locale is `C`.
    private static PrintWriter writer(FileDescriptor where) {
        return new PrintWriter(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }

    /// Reads the version from the manifest of the packaged command.
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
            return new String[] {"keyturn " + version.orElse("(not packaged)")};
        }
    }
}
