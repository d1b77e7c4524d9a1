// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import dev.keyturn.e2e.process.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to have the webhook configurations of the cluster, of which there is one pair: held by one test class at a
/// time, also among JVMs.
public final class WebhookTurn implements AutoCloseable {

    private static final Path FILE = Packaged.root().resolve("e2e/target/webhook.lock");

    private final FileChannel held;

    private WebhookTurn(FileChannel held) {
        this.held = held;
    }

    /// Waits for it.
    public static WebhookTurn take() {
        try {
            var channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock();
            return new WebhookTurn(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
