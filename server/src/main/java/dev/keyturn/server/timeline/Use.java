// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// Who is logged in with a set, as far as it is known.
public sealed interface Use {
    /// Those that were seen.
    ///
    /// @param complete every node was asked and answered; without it an empty list says nothing
    record Clients(List<Client> clients, boolean complete) implements Use {
        public Clients {
            clients = List.copyOf(clients);
        }

        int sessions() {
            return clients.stream().mapToInt(Client::sessions).sum();
        }

        List<String> hosts() {
            return clients.stream().map(Client::address).distinct().toList();
        }
    }

    /// Nobody can tell.
    record Untold() implements Use {}

    /// The reader may not know.
    record Withheld() implements Use {}

    /// How many were cut when it ended.
    record AtEnd(int clients) implements Use {}

    /// There is nothing to say.
    record Unasked() implements Use {}

    /// @param name what the client calls itself; empty if nothing
    record Client(String name, String address, int sessions) {}
}
