// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

/// The `keyturn` command. Its exit code is 0 when done, 1 when it failed, 2 on wrong usage or configuration.
@Command(
        name = "keyturn",
        description = "Changes the credentials of databases without a refused login.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {})
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /// Runs the command that `arguments` name, and returns its exit code.
    static int run(String... arguments) {
        var command = new CommandLine(new Main());
        if (arguments.length == 0) {
            command.usage(command.getErr());
            return ExitCode.USAGE;
        }
        return command.execute(arguments);
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
