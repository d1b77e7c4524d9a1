// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.mariadb;

import dev.keyturn.testkit.process.TemporaryFolder;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folder of one server: its data, its general log and how it is started from them. Temporary files are in it, too:
/// a server that starts clears those of every other one away that uses the same folder.
record MariaDbFiles(Path folder, MariaDbSetup setup) {

    /// An empty server, on which nothing has run yet; the first start gives the superuser its password.
    static MariaDbFiles initialise(MariaDbSetup setup) {
        var files = new MariaDbFiles(TemporaryFolder.create("keyturn-mariadb"), setup);
        List<String> command = asSomebody();
        command.addAll(List.of(
                setup.binaries().install().toString(),
                "--no-defaults",
                "--datadir=" + files.data(),
                "--tmpdir=" + files.folder,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--innodb-log-file-size=4M",
                "--innodb-buffer-pool-size=16M"));
        MariaDbBinaries.Commands.run(new ProcessBuilder(command).directory(files.folder.toFile()));
        files.write(
                "first.sql",
                "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';\nFLUSH PRIVILEGES;\n"
                        + "CREATE USER " + MariaDbServer.ROOT + "@'127.0.0.1' IDENTIFIED BY '" + setup.rootPassword()
                        + "';\n"
                        + "GRANT ALL PRIVILEGES ON *.* TO " + MariaDbServer.ROOT + "@'127.0.0.1' WITH GRANT OPTION;\n");
        return files;
    }

    ProcessBuilder command(int port, boolean first) {
        List<String> command = asSomebody();
        command.addAll(List.of(
                setup.binaries().server().toString(),
                "--no-defaults",
                "--datadir=" + data(),
                "--tmpdir=" + folder,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--general-log=1",
                "--general-log-file=" + generalLog(),
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=4M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=1M",
                "--max-connections=60",
                "--max-connect-errors=1000000"));
        if (first) {
            command.add("--init-file=" + folder.resolve("first.sql"));
        }
        setup.tls().ifPresent(tls -> command.addAll(secured(tls)));
        setup.options().forEach(option -> command.add("--" + option));
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    Path generalLog() {
        return folder.resolve("general.log");
    }

    List<String> generalLogLines() {
        try {
            return List.of(
                    Files.readString(generalLog(), StandardCharsets.ISO_8859_1).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the general log in " + folder, e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> secured(TestCertificates tls) {
        return List.of("--ssl-cert=" + tls.certificate(), "--ssl-key=" + tls.key());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + name + " in " + folder, e);
        }
    }

    /// MariaDB refuses to run as root; in a user namespace of its own it is nobody, with root's files.
    private static List<String> asSomebody() {
        return new ArrayList<>(
                "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of());
    }
}
