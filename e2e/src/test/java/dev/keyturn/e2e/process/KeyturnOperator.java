// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A running `keyturn operator` outside of the cluster. Can be started again with the same settings after its end. Not
/// for more than one thread at a time.
public final class KeyturnOperator implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile(".*operator is ready; its health is at (https?://\\S+)/readyz");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final List<String> commandLine;
    private final List<String> pastLog = new ArrayList<>();
    private RunningProcess process;
    private URI address;

    private KeyturnOperator(Map<String, String> environment, List<String> commandLine) {
        this.environment = environment;
        this.commandLine = commandLine;
        this.process = Packaged.start(environment, commandLine);
        this.address = awaitReady();
    }

    /// Starts it and returns when it says that it is ready; health and metrics are on a free port.
    public static KeyturnOperator start(Map<String, String> environment, List<String> options) {
        List<String> words = new ArrayList<>(List.of("operator", "--listen", "127.0.0.1:0"));
        words.addAll(options);
        return new KeyturnOperator(Map.copyOf(environment), List.copyOf(words));
    }

    /// What it answers at `/healthz` or `/metrics`.
    public String page(String path) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Every line that it has said, oldest first, from all of its processes.
    public List<String> log() {
        List<String> all = new ArrayList<>(pastLog);
        all.addAll(process.log());
        return all;
    }

    /// SIGKILL, and waits until it is gone.
    public void kill() {
        process.kill();
    }

    /// SIGTERM; the exit code it then ends with.
    public int stop() {
        var _ = ProcessHandle.of(process.pid()).map(ProcessHandle::destroy);
        if (!process.endsWithin(STOP)) {
            process.kill();
            throw new AssertionError("The operator did not end within " + STOP + " of SIGTERM: " + tail());
        }
        return process.exitCode();
    }

    /// A new process with the same settings; returns when it is ready.
    public void restart() {
        restart(Map.of());
    }

    /// The same with further variables, for this process only.
    public void restart(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(further);
        pastLog.addAll(process.log());
        process = Packaged.start(all, commandLine);
        address = awaitReady();
    }

    /// Waits until it has ended by itself; false if it has not.
    public boolean endsWithin(Duration patience) {
        return process.endsWithin(patience);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            var _ = ProcessHandle.of(process.pid()).map(ProcessHandle::destroy);
            var _ = process.endsWithin(STOP);
        }
        process.close();
    }

    private URI awaitReady() {
        var line = process.awaitLine(READY.asMatchPredicate(), Deadline.in(START));
        if (line.isEmpty()) {
            process.close();
            throw new AssertionError("The operator did not become ready: " + tail());
        }
        var matcher = READY.matcher(line.get());
        if (!matcher.matches()) {
            throw new IllegalStateException("The line has changed: " + line.get());
        }
        return URI.create(matcher.group(1));
    }

    private String tail() {
        var lines = process.log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
