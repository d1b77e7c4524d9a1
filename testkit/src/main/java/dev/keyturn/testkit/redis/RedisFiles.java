// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import dev.keyturn.testkit.redis.RedisSetup.UsersIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folder of one server: its configuration, its users and how it is started from them.
record RedisFiles(Path folder, RedisRole role, UsersIn usersIn) {

    private static final int TAIL = 12;

    static RedisFiles write(Path folder, RedisSetup setup, RedisRole role, int port) {
        var files = new RedisFiles(folder, role, setup.usersIn());
        List<String> configuration = new ArrayList<>(files.network(setup, port));
        if (role == RedisRole.SENTINEL) {
            configuration.add("logfile \"\"");
        } else {
            configuration.addAll(files.database());
        }
        if (setup.usersIn() == UsersIn.ACL_FILE) {
            configuration.add("aclfile " + files.users());
            write(files.users(), users(setup));
        } else {
            configuration.addAll(users(setup));
        }
        configuration.addAll(setup.directives());
        write(files.configuration(), configuration);
        return files;
    }

    ProcessBuilder command(RedisBinary binary) {
        List<String> command = new ArrayList<>(List.of(binary.program().toString()));
        if (usersIn == UsersIn.NOWHERE) {
            command.add("-");
        } else {
            command.add(configuration().toString());
        }
        command.addAll(role.arguments());
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        return usersIn == UsersIn.NOWHERE
                ? builder.redirectInput(configuration().toFile())
                : builder;
    }

    Path configuration() {
        return folder.resolve("redis.conf");
    }

    Path users() {
        return folder.resolve("users.acl");
    }

    /// The last lines of a log, for a message.
    static String tail(List<String> log) {
        return String.join(" | ", log.subList(Math.max(0, log.size() - TAIL), log.size()));
    }

    private List<String> network(RedisSetup setup, int port) {
        List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "dir " + folder));
        setup.tls()
                .ifPresentOrElse(
                        tls -> lines.addAll(List.of(
                                "port 0",
                                "tls-port " + port,
                                "tls-cert-file " + tls.certificate(),
                                "tls-key-file " + tls.key(),
                                "tls-ca-cert-file " + tls.authority(),
                                "tls-auth-clients no",
                                "tls-replication yes")),
                        () -> lines.add("port " + port));
        return lines;
    }

    private List<String> database() {
        List<String> lines = new ArrayList<>(
                List.of("save \"\"", "appendonly no", "repl-diskless-sync yes", "repl-diskless-sync-delay 0"));
        if (role == RedisRole.CLUSTER_NODE) {
            lines.addAll(List.of("cluster-enabled yes", "cluster-config-file nodes.conf"));
        }
        return lines;
    }

    private static List<String> users(RedisSetup setup) {
        List<String> lines = new ArrayList<>();
        List<RedisAccount> all = new ArrayList<>(setup.accounts());
        all.add(setup.admin());
        if (all.stream().noneMatch(account -> account.name().equals("default"))) {
            lines.add("user default off");
        }
        all.forEach(account -> lines.add(account.userLine()));
        return lines;
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }
}
