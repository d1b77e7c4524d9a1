// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// Who uses a set, in a few words.
final class UseText {
    static final String UNTOLD = "cannot tell who uses it";

    private UseText() {}

    static Phrase of(Lane lane) {
        return switch (lane.word()) {
            case Word.Planned(boolean untouched) -> untouched ? Phrase.of("not touched until its turn") : Phrase.NONE;
            case Word.Proving _ -> Phrase.of("not handed out yet");
            case Word.Blocked _, Word.Undone _ -> Phrase.of("never handed out");
            case Word.Refused _ -> sessions(lane.use());
            case Word.Published _, Word.Revoking _, Word.Old _, Word.Held _, Word.Ending _, Word.Ended _ ->
                users(lane.use());
        };
    }

    /// Whether it needs a person: somebody uses what is going to end or is refused already.
    static boolean isFact(Lane lane) {
        boolean goes = lane.isOldAndLive() || lane.word() instanceof Word.Refused;
        return goes && lane.use() instanceof Use.Clients clients && clients.sessions() > 0;
    }

    private static Phrase sessions(Use use) {
        return use instanceof Use.Clients clients && (clients.complete() || clients.sessions() > 0)
                ? Phrase.of(counted(clients.sessions(), "session") + " open")
                : users(use);
    }

    private static Phrase users(Use use) {
        return switch (use) {
            case Use.Clients(var _, boolean complete)
            when !complete && ((Use.Clients) use).sessions() == 0 -> Phrase.of(UNTOLD);
            case Use.Clients clients -> clients(clients);
            case Use.Untold _ -> Phrase.of(UNTOLD);
            case Use.Withheld _ -> Phrase.of("who uses it: needs the role member", "use: needs the role member");
            case Use.AtEnd(int clients) ->
                Phrase.of(clients == 0 ? "nobody used it at the end" : "cut " + counted(clients, "client"));
            case Use.Unasked _ -> Phrase.NONE;
        };
    }

    private static Phrase clients(Use.Clients use) {
        String count = counted(use.sessions(), "client");
        List<Use.Client> kinds = use.clients();
        if (kinds.isEmpty()) {
            return Phrase.of(count);
        }
        boolean alike = kinds.stream()
                        .map(client -> client.name() + "\n" + client.address())
                        .distinct()
                        .count()
                == 1;
        if (!alike) {
            return Phrase.of(count + " · " + counted(use.hosts().size(), "host"));
        }
        Use.Client one = kinds.getFirst();
        String address = count + ": " + one.address();
        return one.name().isEmpty()
                ? Phrase.of(address)
                : Phrase.of(count + ": " + one.name() + " " + one.address(), address);
    }

    /// All of them, for the table.
    static String whole(Lane lane) {
        if (!(lane.use() instanceof Use.Clients clients) || clients.clients().isEmpty()) {
            return of(lane).whole();
        }
        List<String> each = clients.clients().stream()
                .map(client -> client.sessions() + " × " + SentenceText.client(client))
                .toList();
        String some = clients.complete() ? "" : "at least ";
        return some + counted(clients.sessions(), "client") + ": " + String.join(", ", each);
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
