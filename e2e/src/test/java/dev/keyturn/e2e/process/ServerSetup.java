// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a test wants its server: where its data lies, what stands on its command line and in its environment.
public record ServerSetup(Path data, List<String> arguments, Map<String, String> environment) {

    public ServerSetup {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// A new folder, a free port of the loopback interface, and targets on it allowed.
    public static ServerSetup fresh() {
        return in(TemporaryFolder.create("keyturn-e2e").resolve("data"));
    }

    public static ServerSetup in(Path data) {
        return new ServerSetup(
                data, List.of("--listen", "127.0.0.1:0"), Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"));
    }

    public ServerSetup with(String... further) {
        List<String> longer = new ArrayList<>(arguments);
        longer.addAll(List.of(further));
        return new ServerSetup(data, longer, environment);
    }

    /// With other options than the usual ones, `--data` excepted.
    public ServerSetup only(String... options) {
        return new ServerSetup(data, List.of(options), environment);
    }

    public ServerSetup environment(String name, String value) {
        Map<String, String> larger = new HashMap<>(environment);
        larger.put(name, value);
        return new ServerSetup(data, arguments, larger);
    }

    public ServerSetup without(String name) {
        Map<String, String> smaller = new HashMap<>(environment);
        smaller.remove(name);
        return new ServerSetup(data, arguments, smaller);
    }

    List<String> commandLine() {
        List<String> words = new ArrayList<>(List.of("server", "--data", data.toString()));
        words.addAll(arguments);
        return words;
    }
}
