// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Keep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where a rotation stands, as stored. Each state offers only the moves that are legal from it, and each move returns
/// a new value; nothing here has an effect.
///
/// ```
///              stage              every node logs in: published     gate open: refused, and seen to be
///  Settled ────────────▶ Staged ─────────────────────────────▶ Retiring ───────────────────────────────▶ Settled
///     │                   │ └──── abandoned: the candidate goes ───▲ ▲          (skipped if nothing has to go)
///     └──── a grace was set; in place: before the next stage ───────┘
///
///  first issue ──▶ Staged          an adopted credential ──▶ Settled
///  Staged ── no known password is accepted ──▶ Blocked ── a person, or a login that works ──▶ Staged, Retiring
///  any state ── delete; a first issue abandoned ──▶ Revoking ── all refused ──▶ (removed)
/// ```
///
/// Progress inside a state is not stored: the target is asked, because it is the only witness that was there.
public sealed interface RotationState {
    CredentialSet credentials();

    /// Every credential that this state lets a target accept.
    List<Credential> accepted();

    /// What remains to be revoked if the rotation is left; legal from every state.
    ///
    /// Without revocation only what is in no slot has to go: the published sets work on.
    default Revoking leave(Leave wish) {
        List<Credential> left = wish.revoke()
                ? accepted()
                : accepted().stream()
                        .filter(Predicate.not(credentials()::holds))
                        .toList();
        return new Revoking(credentials(), left, wish.withSecrets());
    }

    /// Nothing is under way: consumers read what the target accepts.
    record Settled(CredentialSet credentials) implements RotationState {
        /// The intent. It is saved in a commit of its own before the target hears of it.
        public Staged stage(Credential next) {
            return new Staged(credentials, next, 0);
        }

        /// Its grace was set, or one account cannot carry a third password.
        public Retiring retire(Credential previous, Gate gate) {
            return new Retiring(credentials, List.of(new Due(previous, gate)));
        }

        @Override
        public List<Credential> accepted() {
            return credentials.live();
        }
    }

    /// The intent is durable. From here on the target may accept `next`, whatever anyone answered.
    ///
    /// @param contradictions how many turns in a row the target accepted no password that we know
    record Staged(CredentialSet credentials, Credential next, int contradictions) implements RotationState {
        /// How many contradictions in a row make the state [Blocked].
        static final int TOO_MANY = 3;

        /// The same password, later.
        public Staged again() {
            return new Staged(credentials, next, 0);
        }

        public RotationState contradicted(Failure reason) {
            return contradictions + 1 < TOO_MANY
                    ? new Staged(credentials, next, contradictions + 1)
                    : new Blocked(credentials, next, reason);
        }

        /// Every required node logged in with the candidate.
        ///
        /// @param superseded what has to go because of it, which may be nothing
        public RotationState published(List<Due> superseded) {
            CredentialSet published = credentials.publish(next);
            return superseded.isEmpty() ? new Settled(published) : new Retiring(published, superseded);
        }

        /// The candidate has to go; if nothing was ever published, the whole rotation.
        public RotationState abandoned(Instant now) {
            return credentials.published().isPresent()
                    ? new Retiring(credentials, List.of(new Due(next, Gate.open(now))))
                    : new Revoking(credentials, List.of(next), true);
        }

        @Override
        public List<Credential> accepted() {
            return Stream.concat(credentials.live().stream(), Stream.of(next)).toList();
        }
    }

    /// Each of `gone` must stop being accepted: an abandoned candidate at once, a superseded credential when its gate
    /// opens.
    record Retiring(CredentialSet credentials, List<Due> gone) implements RotationState {
        public Retiring {
            gone = List.copyOf(gone);
        }

        /// `proven` was seen to be refused, and its account left with `left`.
        public RotationState retired(Credential proven, Keep left) {
            return remaining(credentials.retired(proven, left), without(proven));
        }

        /// Its grace was taken away: it lives until the next `stage`.
        public RotationState kept(Credential superseded) {
            return remaining(credentials, without(superseded));
        }

        /// Its grace was changed, or cut.
        public Retiring regated(Credential superseded, Gate gate) {
            return new Retiring(
                    credentials,
                    gone.stream()
                            .map(due -> due.credential().equals(superseded) ? new Due(superseded, gate) : due)
                            .toList());
        }

        /// Whether `credential` was abandoned before it was ever published.
        public boolean isCandidate(Credential credential) {
            return credential.version() >= credentials.nextVersion();
        }

        public List<Credential> going() {
            return gone.stream().map(Due::credential).toList();
        }

        @Override
        public List<Credential> accepted() {
            return Stream.concat(credentials.live().stream(), going().stream())
                    .distinct()
                    .toList();
        }

        private List<Due> without(Credential credential) {
            return gone.stream()
                    .filter(due -> !due.credential().equals(credential))
                    .toList();
        }

        private static RotationState remaining(CredentialSet credentials, List<Due> rest) {
            return rest.isEmpty() ? new Settled(credentials) : new Retiring(credentials, rest);
        }
    }

    /// The target answered and accepts no password that we know. All are kept; a person decides.
    record Blocked(CredentialSet credentials, Credential next, Failure reason) implements RotationState {
        /// One of the passwords logs in again, or a person wants it tried.
        public Staged retry() {
            return new Staged(credentials, next, 0);
        }

        /// The candidate has to go, and its account gets back what its slot holds.
        public RotationState discard(Instant now) {
            return retry().abandoned(now);
        }

        /// `proven` is a password that the published account was seen to accept; it is published in the same step.
        public Retiring adopted(Credential proven, Instant now) {
            return new Retiring(credentials.readopt(proven), List.of(new Due(next, Gate.open(now))));
        }

        @Override
        public List<Credential> accepted() {
            return retry().accepted();
        }
    }

    /// The rotation is leaving: each of `left` must be refused, then the row goes. There is no way back.
    ///
    /// @param withSecrets whether what consumers read goes with it
    record Revoking(CredentialSet credentials, List<Credential> left, boolean withSecrets) implements RotationState {
        public Revoking {
            left = List.copyOf(left);
        }

        /// None left: remove the row.
        public Revoking revoked(Credential proven, Keep kept) {
            var rest = new ArrayList<>(left);
            rest.remove(proven);
            return new Revoking(credentials.retired(proven, kept), rest, withSecrets);
        }

        @Override
        public List<Credential> accepted() {
            return Stream.concat(credentials.live().stream(), left.stream())
                    .distinct()
                    .toList();
        }
    }
}
