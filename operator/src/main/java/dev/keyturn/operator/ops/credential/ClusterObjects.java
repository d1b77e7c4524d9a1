// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.request.Ledger;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.ops.request.Subject;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.SecretData;
import dev.keyturn.operator.runtime.FailPoints;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// The objects of one request in a cluster: itself, its intent, and the database with the Secret that clients read. For
/// one thread and one visit.
final class ClusterObjects implements RequestObjects {
    private static final Duration LOOKS = Duration.ofSeconds(5);
    private static final int UNPROCESSABLE = 422;

    private final Cluster cluster;
    private final OpenRequest request;
    private final Subject subject;
    private final Source source;
    private final InstantSource clock;
    private final Progress progress;
    private long looks;
    private Optional<Secret> published = Optional.empty();
    private Course course = Course.PURSUED;

    /// What the shell knows about the request beyond its objects.
    ///
    /// @param stepBegan when the step began that changes the credential, this time
    /// @param mayRetire whether all is done that has to come before the end of the former password
    /// @param proved    what is said once the published pair was seen to log in everywhere
    record Progress(Instant stepBegan, boolean mayRetire, String proved) {}

    ClusterObjects(
            Cluster cluster,
            OpenRequest request,
            Subject subject,
            Source source,
            InstantSource clock,
            Progress progress) {
        this.cluster = cluster;
        this.request = request;
        this.subject = subject;
        this.source = source;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public Sight look() {
        return asked(() -> {
            request.reload();
            var database = database();
            Secret secret = secret(AuthSecrets.name(database.getSpec(), Offshoots.of(database)));
            Intent.Pair pair = PairSecret.pair(secret)
                    .orElseThrow(() -> new StoreUnavailable("Secret "
                            + secret.getMetadata().getName() + " has no username and password, both not empty"));
            Optional<Intent> intent = intent();
            Ledger ledger = request.ledger();
            published = Optional.of(secret);
            course = course == Course.RETIRED ? course : CourseConditions.course(ledger);
            looks++;
            return new Sight(
                    looks,
                    progress.stepBegan(),
                    intent,
                    pair,
                    SecretData.activeFrom(secret).orElse(progress.stepBegan()),
                    course,
                    CourseConditions.contradictions(ledger),
                    CourseConditions.trouble(ledger),
                    progress.mayRetire());
        });
    }

    @Override
    public Intent open(Sight seen, Intent intent) {
        return written(seen, () -> {
            boolean made = cluster.create(IntentSecret.of(request.seen(), intent));
            FailPoints.reached("after-intent");
            return made ? intent : intent().orElseThrow(this::occupied);
        });
    }

    @Override
    public void publish(Sight seen, Intent intent) {
        FailPoints.reached("before-publish");
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            var _ = written(seen, () -> putInPlace(intent, since));
        } catch (StoreUnavailable silence) {
            // Whether it happened is not guessed: a hold that is let go of now would shut everybody out.
            if (!look().published().equals(intent.candidate())) {
                throw silence;
            }
        }
        FailPoints.reached("after-publish");
    }

    @Override
    public void note(Sight seen, Note note) {
        if (note.course() == Course.RETIRED) {
            // The end of the request follows at once; whoever comes after a crash sees for himself.
            course = Course.RETIRED;
            return;
        }
        if (note.course() == Course.PROVED) {
            FailPoints.reached("after-commit");
        }
        Instant now = clock.instant();
        var _ = written(seen, () -> {
            request.write(CourseConditions.noted(request.ledger(), note, progress.proved(), now, now.plus(LOOKS)));
            return note;
        });
    }

    /// From now on the candidate is only taken back; nothing is done if it is published, or if that was said before.
    void abandon(Reason reason, String why) {
        Sight seen = look();
        boolean staged = seen.intent()
                .filter(intent -> intent.standing(seen.published()) == Intent.Standing.STAGED)
                .isPresent();
        if (staged && (seen.course() == Course.PURSUED || seen.course() == Course.GIVEN_UP)) {
            note(seen, new Note(Course.UNDOING, 0, Optional.of(reason.because(why))));
        }
    }

    /// Deletes the intent, if the credential is seen to be settled without it: it may hold the live password.
    void forget() {
        Optional<Secret> intent = cluster.get(Secret.class, request.namespace(), IntentSecret.nameOf(request.name()))
                .filter(secret -> IntentSecret.read(secret, request.uid()).isPresent());
        if (intent.isPresent() && isSettled()) {
            cluster.delete(intent.orElseThrow());
        }
    }

    private boolean isSettled() {
        if (subject.find(cluster).isEmpty()) {
            return true;
        }
        try {
            Sight seen = look();
            return switch (seen.intent().orElseThrow().standing(seen.published())) {
                case PUBLISHED -> seen.course() == Course.PROVED || seen.course() == Course.RETIRED;
                case STAGED -> seen.course() == Course.UNDONE;
                case FOREIGN -> false;
            };
        } catch (StoreUnavailable unseen) {
            return false;
        }
    }

    /// The pair before the published one, as people may go back to it.
    Optional<Intent.Pair> remembered() {
        return published.flatMap(PairSecret::previous);
    }

    private Intent putInPlace(Intent intent, Instant since) {
        var publication = new PairPublication(cluster, subject, published.orElseThrow());
        source.supplied()
                .ifPresentOrElse(
                        name -> publication.pointTo(name, intent, since), () -> publication.replace(intent, since));
        return intent;
    }

    /// The pair in the user's Secret, as it is now.
    Optional<Intent.Pair> supplied() {
        return source.supplied()
                .flatMap(name -> cluster.get(Secret.class, request.namespace(), name))
                .flatMap(PairSecret::pair);
    }

    private CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database() {
        return subject.find(cluster)
                .orElseThrow(() -> new Denied(Reason.DATABASE_DELETED, subject + " was deleted meanwhile"));
    }

    private Secret secret(String name) {
        return cluster.get(Secret.class, request.namespace(), name)
                .orElseThrow(() -> new StoreUnavailable("Secret " + request.namespace() + "/" + name + " is gone"));
    }

    private Optional<Intent> intent() {
        return intent(cluster, request);
    }

    /// What a request has written down.
    static Optional<Intent> intent(Cluster cluster, OpenRequest request) {
        return cluster.get(Secret.class, request.namespace(), IntentSecret.nameOf(request.name()))
                .flatMap(secret -> IntentSecret.read(secret, request.uid()));
    }

    private StoreUnavailable occupied() {
        return new StoreUnavailable("Secret " + request.namespace() + "/" + IntentSecret.nameOf(request.name())
                + " exists and is of another request; delete it if that is gone");
    }

    private RotationId id() {
        return new RotationId(request.uid());
    }

    /// A write that rests on a look that is not the last one is the write of somebody who was overtaken.
    private <T> T written(Sight seen, Supplier<T> write) {
        if (seen.revision() != looks) {
            throw new LeaseLost(id());
        }
        return asked(write);
    }

    /// What the server itself says is not repeated: it may quote what was sent.
    private <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> throw new LeaseLost(id());
                case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE ->
                    throw new Denied(
                            Reason.PUBLISH_FAILED,
                            "the API server refuses the change of " + refused(e) + " (" + e.getCode()
                                    + "): see its policies, webhooks and our roles, then make a new request");
                default -> throw new StoreUnavailable("the API server did not answer as hoped (" + e.getCode() + ")");
            }
        }
    }

    private static String refused(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getDetails()))
                .map(details -> details.getKind() + " " + details.getName())
                .orElse("an object");
    }
}
