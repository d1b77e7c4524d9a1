// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.cli.api.ApiClient;
import dev.keyturn.cli.api.KeyturnApi;
import dev.keyturn.cli.api.KeyturnApi.NewConnection;
import dev.keyturn.cli.api.KeyturnApi.NewRotation;
import dev.keyturn.cli.api.KeyturnApi.Opening;
import dev.keyturn.cli.api.KeyturnApi.ProjectId;
import dev.keyturn.cli.api.KeyturnApi.Reader;
import dev.keyturn.cli.api.KeyturnApi.RotationRef;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.client.ContinuousClients;
import dev.keyturn.testkit.client.Tally;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Targets, each rotated every few seconds through the API of a running server, and clients that follow what it
/// publishes.
///
/// Owns the thread that rotates and those of the clients, from [#start] to [#close].
final class Demo implements AutoCloseable {

    static final int CLIENTS = 8;
    static final Duration EVERY = Duration.ofSeconds(5);

    private final ApiClient client;
    private final Tally tally;
    private final List<ContinuousClients> clients = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> rotations = new ArrayList<>();

    private Demo(ApiClient client, Tally tally) {
        this.client = client;
        this.tally = tally;
    }

    /// Opens a fresh server, creates connections and rotations, and lets everything run.
    ///
    /// @param failures hears of each rotation that failed, in a sentence
    /// @throws IOException the server refused one of the first requests, or did not answer it
    static Demo start(URI server, List<DemoTarget> targets, Tally tally, Consumer<String> failures)
            throws IOException, InterruptedException {
        var demo = new Demo(ApiClient.of(server), tally);
        try {
            demo.open(targets, failures);
            return demo;
        } catch (IOException | InterruptedException e) {
            demo.close();
            throw e;
        }
    }

    private void open(List<DemoTarget> targets, Consumer<String> failures) throws IOException, InterruptedException {
        var installation = new KeyturnApi(client).open(new Opening("demo@example.org", randomPassword(), "Demo"));
        var admin = installation.admin();
        var project = admin.createProject("Demo");
        var reader = admin.reader(new Reader("demo-clients", installation.organization(), project));
        var pause = EVERY.dividedBy(targets.size());
        for (DemoTarget target : targets) {
            var rotation = createRotation(admin, project, target);
            clients.add(ContinuousClients.start(
                    CLIENTS / targets.size(), () -> reader.published(rotation), target.newConnection(), tally));
            rotations.add(thread.scheduleAtFixedRate(
                    () -> rotate(admin, rotation, tally, failures),
                    pause.multipliedBy(rotations.size()).toMillis(),
                    EVERY.toMillis(),
                    TimeUnit.MILLISECONDS));
        }
    }

    private static RotationRef createRotation(KeyturnApi api, ProjectId project, DemoTarget target)
            throws IOException, InterruptedException {
        var connection = api.createConnection(
                new NewConnection(target.app(), "demo-" + target.app(), project, target.credentials()));
        return api.createRotation(new NewRotation(
                target.rotationType(),
                "demo-" + target.app(),
                project,
                connection,
                target.parameters(),
                target.mapping()));
    }

    private static void rotate(KeyturnApi api, RotationRef rotation, Tally tally, Consumer<String> failures) {
        try {
            api.rotate(rotation);
            tally.rotated();
        } catch (IOException e) {
            failures.accept("A rotation failed: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Password randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Password.of(Base64.getUrlEncoder().encodeToString(bytes));
    }

    /// Waits for the rotation under way, then for the clients' last turns. Nothing is counted afterwards.
    ///
    /// @throws IllegalStateException the rotations had ended by themselves, which is a bug of ours
    @Override
    public void close() {
        thread.close();
        clients.forEach(ContinuousClients::close);
        client.close();
        rotations.stream()
                .filter(rotation -> rotation.state() == Future.State.FAILED)
                .findFirst()
                .ifPresent(broken -> {
                    throw new IllegalStateException("The rotations broke down", broken.exceptionNow());
                });
    }
}
