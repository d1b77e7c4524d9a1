// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.operator.provision.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/// The one candidate of a request: generated, or the pair of the user's Secret. Once there is an intent, the candidate
/// is that of the intent and of nothing else.
final class Candidates implements CandidateSource {
    private final Cluster cluster;
    private final String namespace;
    private final Source source;
    private final PasswordGenerator generator;
    private final PasswordRequirements requirements;
    private final Supplier<Sight> seen;
    private Optional<Supplied> supplied = Optional.empty();

    private record Supplied(Intent.Pair pair, String source) {}

    /// @param seen what was seen of the request last
    Candidates(
            Cluster cluster,
            String namespace,
            Source source,
            PasswordGenerator generator,
            PasswordRequirements requirements,
            Supplier<Sight> seen) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.source = source;
        this.generator = generator;
        this.requirements = requirements;
        this.seen = seen;
    }

    @Override
    public Optional<Credential> next(CredentialSet set, int refusedByPolicy) {
        if (refusedByPolicy > 0 || seen.get().intent().isPresent()) {
            return Optional.empty();
        }
        supplied = source.supplied().map(this::read);
        return Optional.of(new Credential(
                set.published().orElseThrow().account(),
                Credential.Origin.FOUND,
                supplied.map(found -> found.pair().password()).orElseGet(() -> generator.password(requirements)),
                set.nextVersion(),
                generator.salt(),
                AccountRules.none()));
    }

    /// The user of the candidate: before the intent of the one that was drawn last, then of that one.
    AccountName user() {
        return seen.get()
                .intent()
                .map(Intent::candidate)
                .or(() -> supplied.map(Supplied::pair))
                .orElseGet(() -> seen.get().published())
                .user();
    }

    /// What is written down for a candidate that was drawn here.
    Intent intent(String requestUid, Credential candidate, RotationOptions options) {
        Intent.Pair published = seen.get().published();
        return new Intent(
                requestUid,
                supplied.map(Supplied::pair).orElseGet(() -> new Intent.Pair(published.user(), candidate.password())),
                published,
                candidate.salt(),
                Optional.empty(),
                supplied.map(Supplied::source).orElse(Intent.GENERATED),
                options);
    }

    private Supplied read(String name) {
        Secret secret = cluster.get(Secret.class, namespace, name)
                .orElseThrow(() -> new Denied(
                        Reason.SOURCE_SECRET_CHANGED, "Secret " + namespace + "/" + name + " does not exist any more"));
        Intent.Pair pair = PairSecret.pair(secret)
                .orElseThrow(() -> new Denied(
                        Reason.SOURCE_SECRET_CHANGED,
                        "Secret " + namespace + "/" + name + " has no username and password any more"));
        return new Supplied(pair, name + "@" + secret.getMetadata().getResourceVersion());
    }
}
