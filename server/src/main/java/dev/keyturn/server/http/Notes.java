// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the audit log is told of one request, besides who sent it: ids, names and paths, never a value. Used by the
/// thread that answers.
public final class Notes {
    private static final ScopedValue<Notes> CURRENT = ScopedValue.newInstance();

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Set<String> projects = new LinkedHashSet<>();
    private Optional<String> identity = Optional.empty();
    private boolean failed;

    /// Notes what the event is about; a later value replaces an earlier one of that name.
    public Notes add(String name, Object value) {
        metadata.put(name, value);
        return this;
    }

    /// The request is about this project.
    public void project(String id) {
        projects.add(id);
    }

    /// The only project that it is about; a request about several belongs to none.
    public Optional<String> project() {
        return projects.size() == 1 ? projects.stream().findFirst() : Optional.empty();
    }

    public Map<String, Object> metadata() {
        return new LinkedHashMap<>(metadata);
    }

    /// Does `work` with these as the notes of the thread.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// The notes of the request that this thread answers, for those who decide far from its handler.
    public static Optional<Notes> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Notes it, if the thread answers a request that is told.
    public static void tell(String name, Object value) {
        current().ifPresent(notes -> notes.add(name, value));
    }

    /// Notes one of several.
    public static void collect(String name, String value) {
        current()
                .ifPresent(notes -> notes.metadata.merge(
                        name,
                        List.of(value),
                        (some, more) -> Stream.concat(((List<?>) some).stream(), Stream.of(value))
                                .toList()));
    }

    /// Whoever sent the request proved to be this identity with it.
    public static void signedIn(String identity) {
        current().ifPresent(notes -> notes.identity = Optional.of(identity));
    }

    /// What the request asked for was refused, and the refusal is written down with something that is stored for it: a
    /// failed login is counted.
    public static void failed() {
        current().ifPresent(notes -> notes.failed = true);
    }

    public boolean isFailed() {
        return failed;
    }

    public Optional<String> identity() {
        return identity;
    }

    @Override
    public String toString() {
        return "notes on a request";
    }
}
