// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rotations and what consumers read, in memory. It outlives the workers that write to it, as a database does.
public final class InMemoryRotationStore implements RotationStore {
    private final InstantSource clock;
    private final Runnable inPublish;
    private final Map<RotationId, Row> rows = new HashMap<>();
    private final Map<RotationId, List<Credential>> published = new HashMap<>();

    private record Row(Rotation rotation, Terms terms, long version, long epoch, Instant leasedUntil) {
        Row leased(Instant until) {
            return new Row(rotation, terms, version, epoch + 1, until);
        }

        Row until(Instant until) {
            return new Row(rotation, terms, version, epoch, until);
        }

        Row with(Rotation next) {
            return new Row(next, terms, version + 1, epoch, leasedUntil);
        }

        Row under(Terms changed) {
            return new Row(rotation, changed, version, epoch, leasedUntil);
        }

        Leased held(RotationId id) {
            return new Leased(id, rotation, terms, version, epoch);
        }
    }

    /// @param clock the store's own
    public InMemoryRotationStore(InstantSource clock) {
        this(clock, () -> {});
    }

    /// @param inPublish runs in the middle of each publication, and may throw
    InMemoryRotationStore(InstantSource clock, Runnable inPublish) {
        this.clock = clock;
        this.inPublish = inPublish;
    }

    /// Makes a row, leased to its maker; what it publishes already is readable at once.
    public synchronized Leased begin(RotationId id, Rotation first, Terms terms, Duration atLeast) {
        if (rows.containsKey(id)) {
            throw new IllegalStateException("rotation " + id + " exists already");
        }
        Row row = new Row(first, terms, 1, 1, clock.instant().plus(atLeast));
        rows.put(id, row);
        first.state().credentials().published().ifPresent(credential -> append(id, credential));
        return row.held(id);
    }

    @Override
    public synchronized Optional<Leased> lease(RotationId id, Duration atLeast) {
        Row row = rows.get(id);
        Instant now = clock.instant();
        if (row == null || row.leasedUntil.isAfter(now)) {
            return Optional.empty();
        }
        Row leased = row.leased(now.plus(atLeast));
        rows.put(id, leased);
        return Optional.of(leased.held(id));
    }

    @Override
    public synchronized Leased renew(Leased held, Duration atLeast) {
        Row row = rows.get(held.id());
        if (row == null || row.epoch != held.epoch()) {
            throw new LeaseLost(held.id());
        }
        Row renewed = row.until(clock.instant().plus(atLeast));
        rows.put(held.id(), renewed);
        return renewed.held(held.id());
    }

    @Override
    public synchronized Leased save(Leased held, Rotation next) {
        Row written = owned(held).with(next);
        rows.put(held.id(), written);
        return written.held(held.id());
    }

    @Override
    public synchronized Leased publish(Leased held, Rotation after) {
        Row before = owned(held);
        Credential credential = after.state().credentials().published().orElseThrow();
        Leased written = save(held, after);
        try {
            inPublish.run();
        } catch (StoreUnavailable death) {
            rows.put(held.id(), before);
            throw death;
        }
        if (lastPublished(held.id())
                .filter(last -> last.version() >= credential.version())
                .isEmpty()) {
            append(held.id(), credential);
        }
        return written;
    }

    @Override
    public synchronized void remove(Leased held, boolean withSecrets) {
        owned(held);
        rows.remove(held.id());
        if (withSecrets) {
            published.remove(held.id());
        }
    }

    @Override
    public synchronized void release(Leased held) {
        Row row = rows.get(held.id());
        if (row != null && row.epoch == held.epoch()) {
            rows.put(held.id(), row.until(clock.instant()));
        }
    }

    @Override
    public synchronized List<RotationId> awake(Instant now, int limit) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().rotation.wakeAt().isAfter(now))
                .filter(row -> !row.getValue().leasedUntil.isAfter(clock.instant()))
                .sorted(Comparator.comparing(row -> row.getValue().rotation.wakeAt()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The owner changes the terms, in one step with what follows from them.
    public synchronized void change(RotationId id, Terms terms) {
        rows.computeIfPresent(
                id,
                (_, row) -> row.with(row.rotation.under(terms, clock.instant())).under(terms));
    }

    /// What is stored, without a lease.
    public synchronized Optional<Rotation> look(RotationId id) {
        return Optional.ofNullable(rows.get(id)).map(Row::rotation);
    }

    /// All that a worker who comes anew can find out about a rotation; versions and epochs only tell two writes apart.
    public synchronized List<Object> durable(RotationId id) {
        var all = new ArrayList<Object>(published(id));
        Optional.ofNullable(rows.get(id)).ifPresent(row -> all.add(List.of(row.rotation, row.terms, row.leasedUntil)));
        return all;
    }

    /// Every credential that consumers could read, oldest first.
    public synchronized List<Credential> published(RotationId id) {
        return published.getOrDefault(id, List.of());
    }

    /// What consumers read now.
    public synchronized Optional<Credential> lastPublished(RotationId id) {
        List<Credential> all = published(id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private Row owned(Leased held) {
        Row row = rows.get(held.id());
        if (row == null || row.epoch != held.epoch() || row.version != held.version()) {
            throw new LeaseLost(held.id());
        }
        return row;
    }

    /// Consumers read this from now on.
    private void append(RotationId id, Credential credential) {
        published.computeIfAbsent(id, _ -> new ArrayList<>()).add(credential);
    }
}
