// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import dev.keyturn.server.ui.part.Ask;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the page of identities shows.
///
/// @param open  the id of the machine whose client secrets are shown; empty for none
/// @param fresh a client secret that was made just now, which is shown this once
public record AccessView(
        List<MachineRow> machines, List<PersonRow> people, String open, Optional<Ask> ask, Optional<Fresh> fresh) {

    /// @param machine whose it is
    public record Fresh(String machine, String clientId, String secret) {
        @Override
        public String toString() {
            return "client secret of " + machine;
        }
    }

    /// This page, with the same machine open.
    public String address() {
        return address(open);
    }

    static String address(String open) {
        return open.isEmpty() ? "/identities" : "/identities?open=" + open;
    }

    /// This page with a question about something.
    public String asking(String what, String id) {
        return address() + (open.isEmpty() ? "?" : "&") + "ask=" + what + (id.isEmpty() ? "" : "&id=" + id);
    }

    /// Where the form of a question is sent.
    public String form(String what, String id) {
        return "/identities/" + what + "?open=" + open + "&id=" + id;
    }

    /// The page with that machine shown the other way.
    public String toggled(MachineRow machine) {
        return address(machine.isOpen() ? "" : machine.id());
    }

    Optional<String> nameOf(String id) {
        return machines.stream()
                .filter(machine -> machine.id().equals(id))
                .map(MachineRow::name)
                .findFirst()
                .or(() -> people.stream()
                        .filter(person -> person.id().equals(id))
                        .map(PersonRow::email)
                        .findFirst())
                .or(() -> secrets()
                        .filter(secret -> secret.id().equals(id))
                        .map(secret -> secret.prefix() + "…")
                        .findFirst());
    }

    String roleOf(String id) {
        return machines.stream()
                .filter(machine -> machine.id().equals(id))
                .map(MachineRow::role)
                .findFirst()
                .or(() -> people.stream()
                        .filter(person -> person.id().equals(id))
                        .map(PersonRow::role)
                        .findFirst())
                .orElse("");
    }

    private Stream<ClientSecretRow> secrets() {
        return machines.stream().flatMap(machine -> machine.auth().stream()).flatMap(auth -> auth.secrets().stream());
    }

    AccessView with(Optional<Ask> question, Optional<Fresh> made) {
        return new AccessView(machines, people, open, question, made);
    }
}
