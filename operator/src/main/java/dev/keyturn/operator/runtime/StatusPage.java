// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/// What the health endpoint says.
///
/// @param identity holder of the Lease, when it leads
/// @param trouble why nothing is worked on although this process leads
record StatusPage(String identity, boolean leads, Optional<String> trouble, List<Line> components) {
    private static final JsonMapper JSON = new JsonMapper();

    StatusPage {
        components = List.copyOf(components);
    }

    /// How a component is.
    enum State {
        /// At work.
        ACTIVE("active"),
        /// Would work, but another process has the Lease.
        STANDBY("standby"),
        /// Wanted, but it cannot work.
        IDLE("idle"),
        /// Not among the components of this process.
        OFF("off");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    /// One component.
    ///
    /// @param reason why it is idle
    record Line(ComponentName name, State state, Optional<String> reason) {

        static Line of(Component component, boolean leads) {
            if (component.reason().isPresent()) {
                return new Line(component.name(), State.IDLE, component.reason());
            }
            var works = leads || component.service().isPresent();
            return new Line(component.name(), works ? State.ACTIVE : State.STANDBY, Optional.empty());
        }

        static Line off(ComponentName name) {
            return new Line(name, State.OFF, Optional.empty());
        }
    }

    /// A process that does not lead is ready as well: it serves the webhook, and waits for the Lease.
    boolean isReady() {
        return trouble.isEmpty();
    }

    String json() {
        var page = JSON.createObjectNode();
        page.put("ready", isReady());
        page.put("identity", identity);
        page.put("leader", leads);
        trouble.ifPresent(why -> page.put("trouble", why));
        var lines = page.putObject("components");
        components.forEach(line -> {
            var entry = lines.putObject(line.name().word());
            entry.put("state", line.state().word);
            line.reason().ifPresent(why -> entry.put("reason", why));
        });
        return page.toPrettyString() + "\n";
    }
}
