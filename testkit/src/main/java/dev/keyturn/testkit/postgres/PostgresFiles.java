// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import dev.keyturn.testkit.process.TemporaryFolder;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one server: its data, its configuration and how it is started from them.
record PostgresFiles(Path folder, PostgresBinaries binaries) {

    private static final int TAIL = 12;

    /// For what the server hashes itself, which is passwords of the tests' own users. Their logins would take a good
    /// part of the time of all tests with PostgreSQL's 4096 rounds: a JVM that is young hashes slowly.
    private static final String QUICK_LOGINS = "scram_iterations=32";

    /// A new database cluster, on which nothing has run yet.
    static PostgresFiles initialise(PostgresSetup setup) {
        var files = new PostgresFiles(TemporaryFolder.create("keyturn-postgres"), setup.binaries());
        Path password = files.folder.resolve("superuser");
        try {
            Files.writeString(password, setup.superuserPassword());
            files.initdb("-D", files.data().toString(), "-U", PostgresServer.SUPERUSER, "--pwfile=" + password);
            Files.delete(password);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare " + files.folder, e);
        }
        return files;
    }

    /// A copy of a stopped server's data, to become its standby.
    static PostgresFiles copyOf(PostgresFiles stopped) {
        var files = new PostgresFiles(TemporaryFolder.create("keyturn-postgres"), stopped.binaries);
        try (Stream<Path> all = Files.walk(stopped.data())) {
            for (Path from : all.toList()) {
                Path to = files.data().resolve(stopped.data().relativize(from));
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.createFile(files.data().resolve("standby.signal"));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not copy " + stopped.folder, e);
        }
    }

    PostgresFiles configure(PostgresSetup setup, int port) {
        List<String> lines = new ArrayList<>(List.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + port,
                "unix_socket_directories = ''",
                "fsync = off",
                "shared_buffers = 16MB",
                "max_connections = 60",
                "dynamic_shared_memory_type = mmap",
                "log_statement = all",
                "log_min_duration_statement = 0",
                "log_connections = on",
                "log_line_prefix = '%p %u@%d/%a '",
                "lc_messages = 'C'"));
        if (hasRounds()) {
            lines.add(QUICK_LOGINS);
        }
        setup.tls().ifPresent(tls -> lines.addAll(secured(tls)));
        lines.addAll(setup.directives());
        List<String> access = new ArrayList<>(setup.access());
        access.add("host all all 127.0.0.1/32 scram-sha-256");
        access.add("host replication all 127.0.0.1/32 scram-sha-256");
        write("postgresql.conf", lines);
        write("pg_hba.conf", access);
        return this;
    }

    ProcessBuilder command() {
        List<String> command = asSomebody();
        command.addAll(List.of(binaries.program("postgres").toString(), "-D", data().toString()));
        return environment(new ProcessBuilder(command));
    }

    void write(String name, List<String> lines) {
        try {
            Files.write(data().resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + name + " in " + folder, e);
        }
    }

    /// The last lines of a log, for a message.
    static String tail(List<String> log) {
        return String.join(" | ", log.subList(Math.max(0, log.size() - TAIL), log.size()));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> secured(TestCertificates tls) {
        try {
            Path key = folder.resolve("server.key");
            Files.copy(tls.key(), key);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            return List.of("ssl = on", "ssl_cert_file = '" + tls.certificate() + "'", "ssl_key_file = '" + key + "'");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not copy the key of a test certificate", e);
        }
    }

    private void initdb(String... arguments) throws IOException {
        List<String> command = asSomebody();
        command.add(binaries.program("initdb").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"));
        if (hasRounds()) {
            command.addAll(List.of("--set", QUICK_LOGINS));
        }
        var process = environment(new ProcessBuilder(command).redirectErrorStream(true))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("initdb of " + binaries + " failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while initdb ran", e);
        }
    }

    /// Whether this version can be told how many rounds it hashes for.
    private boolean hasRounds() {
        return binaries.major() >= 16;
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with root's files.
    private static List<String> asSomebody() {
        return new ArrayList<>(
                "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of());
    }

    private ProcessBuilder environment(ProcessBuilder builder) {
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.directory(folder.toFile());
    }
}
