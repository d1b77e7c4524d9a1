// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A running `keyturn operator` outside of the cluster. Can be started again with the same settings after its end. Not
/// for more than one thread at a time.
public final class KeyturnOperator implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile(".*operator is ready; its health is at (https?://\\S+)/readyz");

    private final KeyturnProcess process;

    private KeyturnOperator(KeyturnProcess process) {
        this.process = process;
    }

    /// Starts it and returns when it says that it is ready; health and metrics are on a free port.
    public static KeyturnOperator start(Map<String, String> environment, List<String> options) {
        List<String> words = new ArrayList<>(List.of("operator", "--listen", "127.0.0.1:0"));
        words.addAll(options);
        return new KeyturnOperator(new KeyturnProcess(environment, words, READY));
    }

    /// What it answers at `/healthz` or `/metrics`.
    public String page(String path) {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(process.address().resolve(path)).build();
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
        return process.log();
    }

    /// SIGKILL, and waits until it is gone.
    public void kill() {
        process.kill();
    }

    /// SIGTERM; the exit code it then ends with.
    public int stop() {
        return process.stop();
    }

    /// A new process with the same settings; returns when it is ready.
    public void restart() {
        restart(Map.of());
    }

    /// The same with further variables, for this process only.
    public void restart(Map<String, String> further) {
        process.restart(further);
    }

    /// Waits until it has ended by itself; false if it has not.
    public boolean endsWithin(Duration patience) {
        return process.endsWithin(patience);
    }

    /// In order, so that it takes back what it has registered in the cluster.
    @Override
    public void close() {
        if (process.isAlive()) {
            var _ = process.stop();
        }
        process.close();
    }
}
