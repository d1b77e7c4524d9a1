// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pgbouncer in front of a server, in a process of its own: the machine's, or the one that a variable names.
final class Pgbouncer implements AutoCloseable {

    /// Environment variable with the path of the program.
    static final String VARIABLE = "KEYTURN_TEST_PGBOUNCER";

    static final String MISSING = "not run: there is no pgbouncer at /usr/sbin, and " + VARIABLE + " names none";

    private static final Path USUAL = Path.of("/usr/sbin/pgbouncer");
    private static final Duration START = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final RunningProcess process;

    private Pgbouncer(Path folder, int port, RunningProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(program());
    }

    /// @param mode `session` or `transaction`
    static Pgbouncer before(PostgresServer server, String mode) throws IOException {
        Path folder = TemporaryFolder.create("keyturn-pgbouncer");
        int port = FreePorts.one();
        Path users = folder.resolve("users.txt");
        Files.writeString(users, "\"" + Servers.ADMIN + "\" \"" + Servers.ADMIN_PASSWORD + "\"\n");
        List<String> lines = List.of(
                "[databases]",
                "* = host=127.0.0.1 port=" + server.port(),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = scram-sha-256",
                "auth_file = " + users,
                "pool_mode = " + mode);
        Path configuration = Files.write(folder.resolve("pgbouncer.ini"), lines);
        var process = RunningProcess.start("pgbouncer", new ProcessBuilder(command(configuration)));
        var pgbouncer = new Pgbouncer(folder, port, process);
        if (process.awaitLine(line -> line.contains("process up"), Deadline.in(START))
                .isEmpty()) {
            pgbouncer.close();
            throw new IllegalStateException("pgbouncer did not start: " + process.log());
        }
        return pgbouncer;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
        TemporaryFolder.delete(folder);
    }

    /// It refuses to run as root, like PostgreSQL.
    private static List<String> command(Path configuration) {
        List<String> command = new ArrayList<>(
                "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of());
        command.addAll(List.of(program().toString(), configuration.toString()));
        return command;
    }

    private static Path program() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).orElse(USUAL);
    }
}
