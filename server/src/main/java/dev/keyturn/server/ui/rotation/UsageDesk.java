// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.rotation.RotationAnswers.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks who is logged in. The nodes of a target may take their time, and a page does not: what they say too late for
/// it, the page gets when it asks again. One question at a time for each person and rotation.
///
/// Owns the threads that wait for the nodes; each ends with its answer. Safe for many threads.
final class UsageDesk {
    private static final int FORBIDDEN = 403;

    private final ConsoleApi api;
    private final Map<Key, CompletableFuture<Usage>> asking = new ConcurrentHashMap<>();

    private record Key(String person, String rotation) {}

    UsageDesk(ConsoleApi api) {
        this.api = api;
    }

    Usage ask(Visit visit, RotationAt at, Duration patience) {
        var key = new Key(visit.caller().identity().value(), at.id());
        CompletableFuture<Usage> answer = asking.computeIfAbsent(key, _ -> begin(visit, at));
        try {
            Usage usage = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            asking.remove(key, answer);
            return usage;
        } catch (TimeoutException late) {
            return new Usage.Untold("");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Usage.Untold("");
        } catch (ExecutionException broken) {
            asking.remove(key, answer);
            throw new IllegalStateException("nobody could be asked who is logged in", broken.getCause());
        }
    }

    private CompletableFuture<Usage> begin(Visit visit, RotationAt at) {
        var answer = new CompletableFuture<Usage>();
        Thread.ofVirtual().name("usage of " + at.id()).start(() -> {
            try {
                answer.complete(usage(api.peek(visit, at.resource() + "/usage")));
            } catch (RuntimeException broken) {
                answer.completeExceptionally(broken);
            }
        });
        return answer;
    }

    private static Usage usage(ApiAnswer answer) {
        if (answer.isOk()) {
            return new Usage.Told(new Answer(answer.json()).in("usage"));
        }
        return answer.status() == FORBIDDEN ? new Usage.Withheld() : new Usage.Untold(answer.message());
    }
}
