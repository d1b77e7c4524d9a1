// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.mariadb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The programs of an installed MariaDB server.
///
/// @param server  `mariadbd`
/// @param install `mariadb-install-db`
/// @param version as the server states it: `10.11.6-MariaDB`
public record MariaDbBinaries(Path server, Path install, String version) {

    private static final List<Path> SERVERS = List.of(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/libexec/mariadbd"));
    private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");

    /// The machine's own, if its package is installed.
    public static Optional<MariaDbBinaries> system() {
        return SERVERS.stream()
                .filter(server -> Files.isExecutable(server) && Files.isExecutable(INSTALL))
                .findFirst()
                .map(server -> new MariaDbBinaries(server, INSTALL, version(server)));
    }

    /// @throws IllegalStateException the package is not installed
    public static MariaDbBinaries installed() {
        return system().orElseThrow(
                        () -> new IllegalStateException("there is no MariaDB server on this machine (looked for "
                                + SERVERS + " and " + INSTALL + "); install Debian's package mariadb-server"));
    }

    @Override
    public String toString() {
        return "MariaDB " + version;
    }

    private static String version(Path server) {
        String said = Commands.run(new ProcessBuilder(server.toString(), "--no-defaults", "--version"));
        return said.replaceFirst(".*Ver (\\S+).*", "$1").strip();
    }

    /// Programs that end by themselves.
    static final class Commands {

        private Commands() {}

        /// @return what it printed
        static String run(ProcessBuilder command) {
            try {
                Process process = command.redirectErrorStream(true).start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(command.command() + " failed: " + said.strip());
                }
                return said;
            } catch (IOException e) {
                throw new UncheckedIOException("Could not run " + command.command(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while " + command.command() + " ran", e);
            }
        }
    }
}
