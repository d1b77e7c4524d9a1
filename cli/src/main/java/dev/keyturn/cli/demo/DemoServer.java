// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.Server;
import dev.keyturn.server.ServerConfig;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server in this process, on a free port of the loopback interface and a store that is gone when it is closed.
final class DemoServer implements AutoCloseable {

    private final Path folder;
    private final Server server;

    private DemoServer(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    static DemoServer start(List<TargetDriver> drivers) {
        var folder = TemporaryFolder.create("keyturn-demo");
        var options = Map.of(
                "listen", "127.0.0.1:0",
                "data", folder.resolve("data").toString(),
                "allow-internal-targets", "true");
        return new DemoServer(folder, Server.start(ServerConfig.from(options, Map.of()), drivers));
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        TemporaryFolder.delete(folder);
    }
}
