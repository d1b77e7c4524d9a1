// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.ops.request.Subject;
import dev.keyturn.operator.provision.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The credential of one request, from its intent to the end of the former password. Each call goes as far as it can
/// now, and may be repeated at any time, after any crash: what is done is seen, never remembered.
public final class CredentialChange {
    private final Tools tools;
    private final OpenRequest request;
    private final Subject subject;
    private final Method method;
    private final Plan plan;

    /// What every change works with.
    ///
    /// @param requirements of generated passwords
    public record Tools(
            Cluster cluster, PasswordGenerator generator, PasswordRequirements requirements, InstantSource clock) {}

    /// What is decided before.
    ///
    /// @param began    when the step began, this time
    /// @param patience how long it may last before the candidate is published
    /// @param proved   what is said once the published pair was seen to log in everywhere
    /// @param warned   told what is wanting without stopping anything, each a sentence for a person
    public record Plan(
            Instant began, Duration patience, RotationOptions options, String proved, Consumer<String> warned) {}

    /// How far it is.
    public sealed interface Standing {
        /// Nothing final. The next look is due in seconds.
        ///
        /// @param why what it met with
        record Open(Optional<String> why) implements Standing {}

        /// The candidate is published, and was seen to log in on every node; the former password may still do so.
        record Published() implements Standing {}

        /// And the former password was seen to be refused on every node.
        record Retired() implements Standing {}

        /// Nothing was published, and no node accepts the candidate.
        record Undone(Reason reason, String why) implements Standing {}

        /// No password that we know is accepted, or somebody else has published another pair: nothing is touched.
        record Stuck(Reason reason, String why) implements Standing {}
    }

    public CredentialChange(Tools tools, OpenRequest request, Subject subject, Method method, Plan plan) {
        this.tools = tools;
        this.request = request;
        this.subject = subject;
        this.method = method;
        this.plan = plan;
    }

    /// Whether an intent stands, so that nodes may know the candidate.
    public boolean hasBegun() {
        return objects(false).look().intent().isPresent();
    }

    /// Every pair that may log in, the published one first: that, the candidate, the one before.
    public List<Login> known() {
        ClusterObjects objects = objects(false);
        return KnownPairs.of(objects.look(), objects.remembered(), objects.supplied()).stream()
                .map(pair -> Login.of(method.account(pair.user()), pair.password()))
                .distinct()
                .toList();
    }

    /// Towards a published candidate.
    public Standing pursue() {
        return visit(false);
    }

    /// Makes the former password be refused, after everything else is done.
    public Standing retire() {
        return visit(true);
    }

    /// Gives the published pair again to nodes that refuse it: one that came back with what it had before.
    ///
    /// @return why a node does not take it; empty if all do, or as long as one says nothing about it
    public Optional<String> repair() {
        return new Visit(tools, request, method, plan, objects(false)).repair();
    }

    /// Takes the candidate back, unless it is published: then what is published is proved.
    ///
    /// @param why as the request's end will say it
    public Standing undo(Reason reason, String why) {
        ClusterObjects objects = objects(false);
        try {
            if (objects.look().intent().isEmpty()) {
                return new Standing.Undone(reason, why);
            }
            objects.abandon(reason, why);
        } catch (Denied | StoreUnavailable | LeaseLost trouble) {
            return trouble instanceof Denied denied
                    ? settledBy(denied)
                    : new Standing.Open(Optional.ofNullable(trouble.getMessage()));
        }
        return visit(false);
    }

    /// How the request is carried out, as was written down when it began; empty before that.
    public static Optional<RotationOptions> decided(Tools tools, OpenRequest request) {
        return ClusterObjects.intent(tools.cluster(), request).map(Intent::options);
    }

    /// Deletes the intent of a request that has come to its end, unless it may hold the live password.
    public static void forget(Tools tools, OpenRequest request, Subject subject) {
        var nothing = new ClusterObjects.Progress(tools.clock().instant(), false, "");
        new ClusterObjects(tools.cluster(), request, subject, Source.of(request.spec()), tools.clock(), nothing)
                .forget();
    }

    private Standing visit(boolean mayRetire) {
        ClusterObjects objects = objects(mayRetire);
        try {
            return new Visit(tools, request, method, plan, objects).go(mayRetire);
        } catch (Denied denied) {
            return denied(denied);
        } catch (Derivation.ForeignPair foreign) {
            return new Standing.Stuck(Reason.PUBLISH_FAILED, String.valueOf(foreign.getMessage()));
        } catch (StoreUnavailable | LeaseLost silence) {
            return new Standing.Open(Optional.ofNullable(silence.getMessage()));
        }
    }

    /// What nodes took meanwhile goes before the request says that it failed.
    private Standing denied(Denied denied) {
        try {
            ClusterObjects objects = objects(false);
            if (objects.look().intent().isPresent()) {
                objects.abandon(Reason.of(denied.why()), CourseConditions.sentence(denied.why()));
                return new Standing.Open(Optional.ofNullable(denied.getMessage()));
            }
        } catch (Denied second) {
            return settledBy(second);
        } catch (StoreUnavailable | LeaseLost silence) {
            return new Standing.Open(Optional.ofNullable(silence.getMessage()));
        }
        return settledBy(denied);
    }

    private static Standing settledBy(Denied denied) {
        return new Standing.Undone(Reason.of(denied.why()), CourseConditions.sentence(denied.why()));
    }

    private ClusterObjects objects(boolean mayRetire) {
        return new ClusterObjects(
                tools.cluster(),
                request,
                subject,
                Source.of(request.spec()),
                tools.clock(),
                new ClusterObjects.Progress(plan.began(), mayRetire, plan.proved()));
    }
}
