// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.live;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Streamed;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/ui/events`: the stream of names. Whoever may not read a thing does not hear its name. It counts as no use of the
/// session, and ends with it.
public final class LivePages {
    /// So often a silent stream says that it is there; this is also how late an end of the session is noticed.
    private static final Duration BEAT = Duration.ofSeconds(15);

    /// Of more changes at once the rest is not named: the overview hears of them.
    private static final int MOST_NAMES = 50;

    private final Console console;
    private final LiveFeed feed;

    public LivePages(Console console, LiveFeed feed) {
        this.console = console;
        this.feed = feed;
    }

    public List<Route> routes() {
        return List.of(Route.of(Verb.GET, "/ui/events", this::events));
    }

    private Reply events(Call call) {
        // after 204 a browser does not try again
        return console.guard()
                .glance(call)
                .map(_ -> Reply.ok(new Streamed("text/event-stream; charset=utf-8", to -> stream(call, to)))
                        .with("X-Accel-Buffering", "no")
                        .with("X-Content-Type-Options", "nosniff"))
                .orElseGet(Reply::noContent);
    }

    private void stream(Call call, OutputStream to) throws IOException {
        try (var listener = feed.listen()) {
            write(to, "retry: 5000\n\n");
            for (var visit = console.guard().glance(call);
                    visit.isPresent();
                    visit = console.guard().glance(call)) {
                var changes = listener.await(BEAT);
                if (changes.isEmpty()) {
                    return;
                }
                write(to, text(visit.get(), changes.get()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(Visit visit, Set<Change> changes) {
        if (changes.isEmpty()) {
            return ":\n\n";
        }
        var text = new StringBuilder();
        changes.stream()
                .limit(MOST_NAMES)
                .filter(change -> console.api().peek(visit, change.address()).isOk())
                .forEach(change -> event(text, change.event(), Optional.of(change.id())));
        event(text, "overview", Optional.empty());
        return text.toString();
    }

    private static void event(StringBuilder text, String name, Optional<String> id) {
        // without data a browser drops an event
        text.append("event: %s\ndata: %s\n\n".formatted(name, id.orElse("-")));
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
