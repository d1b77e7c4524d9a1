// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import dev.keyturn.core.credential.Credential.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Two slots that keep their positions, and which of them is published.
///
/// A candidate belongs into the idle slot; as long as nothing was ever published, into the active one. Publishing the
/// idle slot makes it the active one.
///
/// @param active 0 or 1: the slot whose credential consumers read
public record CredentialSet(Shape shape, Slot first, Slot second, int active) {
    public CredentialSet {
        if (active != 0 && active != 1) {
            throw new IllegalArgumentException("a set has the slots 0 and 1, not " + active);
        }
    }

    /// A set in which nothing was ever published.
    public static CredentialSet unissued(Shape shape, Slot first, Slot second) {
        return new CredentialSet(shape, first, second, 0);
    }

    public Slot slot(int position) {
        return position == 0 ? first : second;
    }

    /// The slots by position.
    public List<Slot> slots() {
        return List.of(first, second);
    }

    public Slot idle() {
        return slot(1 - active);
    }

    /// What consumers read; empty before the first publication.
    public Optional<Credential> published() {
        return slot(active).live();
    }

    /// The set before the published one, as long as it is accepted.
    public Optional<Credential> previous() {
        return published().isPresent() ? idle().live() : Optional.empty();
    }

    /// The credentials in slots that the target accepts, by position.
    public List<Credential> live() {
        return slots().stream().flatMap(slot -> slot.live().stream()).toList();
    }

    /// The slot that a candidate will fill.
    public Slot place() {
        return slot(placeOfNext());
    }

    /// The number that the next candidate gets.
    public long nextVersion() {
        return published().map(Credential::version).orElse(0L) + 1;
    }

    public CredentialSet publish(Credential next) {
        int place = placeOfNext();
        return with(place, new Slot.Live(next)).activating(place);
    }

    /// The set with what the catalogue holds for the account of unknown password whose turn it is.
    public CredentialSet finding(Optional<Verifier> found) {
        return place() instanceof Slot.Unknown(AccountName account, var _)
                ? with(placeOfNext(), new Slot.Unknown(account, found))
                : this;
    }

    /// Whether `next` leaves what consumers read alone until it is published: where accounts take turns, it is none of
    /// the published account.
    public boolean mayStage(Credential next) {
        return shape.isInPlace()
                || published()
                        .filter(active -> active.account().equals(next.account()))
                        .isEmpty();
    }

    /// The set before the turn of `next`: the account of a pair that stands in its place, and is not its account, gives
    /// way to it. What was ours there has been retired before.
    public CredentialSet expecting(Credential next) {
        boolean another = place().live().isEmpty()
                && place().occupant().filter(next.account()::equals).isEmpty();
        if (shape != Shape.PAIR || !another) {
            return this;
        }
        Slot slot =
                next.origin() == Origin.FOUND ? new Slot.Unknown(next.account(), Optional.empty()) : new Slot.Vacant();
        return with(placeOfNext(), slot);
    }

    /// The set with another password for its published account, found to be the one that the target accepts.
    public CredentialSet readopt(Credential proven) {
        return with(active, new Slot.Live(proven));
    }

    /// What `next`, once published, takes the place of and what therefore has to go: at once.
    public List<Credential> supersededAtOnce() {
        return switch (shape) {
            case PAIR, IN_PLACE_OVERLAPPING -> List.of();
            case FRESH -> previous().stream().toList();
            case IN_PLACE_REPLACING -> published().stream().toList();
        };
    }

    /// What has to go when its grace ends, if a grace is configured; without one it lives until the next `stage`.
    public Optional<Credential> supersededWithGrace() {
        return shape == Shape.IN_PLACE_REPLACING ? Optional.empty() : published();
    }

    /// Whether `gone` waits for the end of a grace: it is the set before the published one, and works on.
    public boolean supersededWithGrace(Credential gone) {
        return shape != Shape.IN_PLACE_REPLACING
                && previous().filter(gone::equals).isPresent();
    }

    /// What stays accepted beside `credential` when a node is told of it again: the other password of its account.
    public Keep beside(Credential credential) {
        return live().stream()
                .filter(other -> other.account().equals(credential.account()) && !other.equals(credential))
                .findFirst()
                .<Keep>map(Keep.Only::new)
                .orElseGet(Keep.Shut::new);
    }

    /// What stays accepted beside a candidate while it is applied: the same account's present password, where the
    /// engine can; nothing of another account is ever touched.
    public Keep besideNext() {
        if (!shape.isInPlace()) {
            return new Keep.Shut();
        }
        return switch (slot(active)) {
            case Slot.Live(Credential credential) -> new Keep.Only(credential);
            case Slot.Unknown(var _, Optional<Verifier> found)
            when found.isPresent() -> new Keep.AsFound(found.orElseThrow());
            default -> new Keep.Shut();
        };
    }

    /// What the account of `gone` is left with: the first line of the table that fits.
    ///
    /// @param going the credentials that have to go as well, and are therefore not kept
    public Keep keepFor(Credential gone, Collection<Credential> going) {
        AccountName account = gone.account();
        Optional<Credential> staying = Stream.concat(published().stream(), live().stream())
                .filter(credential -> credential.account().equals(account))
                .filter(credential -> !credential.equals(gone) && !going.contains(credential))
                .findFirst();
        if (staying.isPresent()) {
            return new Keep.Only(staying.orElseThrow());
        }
        Optional<Verifier> found = foundVerifier(account);
        if (found.isPresent()) {
            return new Keep.AsFound(found.orElseThrow());
        }
        boolean ours = gone.origin() == Origin.MADE && (shape != Shape.PAIR || !names(account));
        return ours ? new Keep.Gone() : new Keep.Shut();
    }

    /// The set after `gone` was proved to be refused and its account left with `left`.
    public CredentialSet retired(Credential gone, Keep left) {
        return new CredentialSet(shape, retired(first, gone, left), retired(second, gone, left), active);
    }

    private static Slot retired(Slot slot, Credential gone, Keep left) {
        boolean itself = slot.live().filter(gone::equals).isPresent();
        boolean shut = left instanceof Keep.Shut
                && slot.occupant().filter(gone.account()::equals).isPresent();
        return itself || shut ? new Slot.Spent(gone.account()) : slot;
    }

    private Optional<Verifier> foundVerifier(AccountName account) {
        return slots().stream()
                .flatMap(slot ->
                        slot instanceof Slot.Unknown(AccountName name, Optional<Verifier> found) && name.equals(account)
                                ? found.stream()
                                : Stream.<Verifier>empty())
                .findFirst();
    }

    /// Whether a slot holds `credential`.
    public boolean holds(Credential credential) {
        return live().contains(credential);
    }

    private boolean names(AccountName account) {
        return slots().stream()
                .anyMatch(slot -> slot.occupant().filter(account::equals).isPresent());
    }

    private int placeOfNext() {
        return published().isPresent() ? 1 - active : active;
    }

    private CredentialSet with(int position, Slot slot) {
        var slots = new ArrayList<>(slots());
        slots.set(position, slot);
        return new CredentialSet(shape, slots.get(0), slots.get(1), active);
    }

    private CredentialSet activating(int position) {
        return new CredentialSet(shape, first, second, position);
    }
}
