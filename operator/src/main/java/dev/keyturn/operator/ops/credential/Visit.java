// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.ops.credential.CredentialChange.Plan;
import dev.keyturn.operator.ops.credential.CredentialChange.Standing;
import dev.keyturn.operator.ops.credential.CredentialChange.Tools;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.runtime.FailPoints;
import java.util.List;
import java.util.Optional;

/// One visit of the core's rotator to the credential of a request.
final class Visit {
    private final Tools tools;
    private final Method method;
    private final Plan plan;
    private final ClusterObjects objects;
    private final RotationId id;
    private final Derivation derivation;
    private final DerivedStore store;
    private final Candidates candidates;
    private final Deadline deadline;
    private Optional<Failure> trouble = Optional.empty();
    private Optional<BootState> boot = Optional.empty();

    Visit(Tools tools, OpenRequest request, Method method, Plan plan, ClusterObjects objects) {
        this.tools = tools;
        this.method = method;
        this.plan = plan;
        this.objects = objects;
        this.id = new RotationId(request.uid());
        Sight seen = objects.look();
        this.derivation = new Derivation(
                method.shape(),
                method.account(seen.published().user()),
                plan.patience(),
                plan.options().gracePeriod());
        this.candidates = new Candidates(
                tools.cluster(),
                request.namespace(),
                Source.of(request.spec()),
                tools.generator(),
                tools.requirements(),
                this::seen);
        this.store = new DerivedStore(
                id, objects, derivation, candidate -> candidates.intent(request.uid(), candidate, plan.options()));
        this.deadline = Deadline.at(tools.clock().instant().plus(Rotator.LEASE.dividedBy(2)), tools.clock());
    }

    Standing go(boolean mayRetire) {
        var rotator = new Rotator(store, _ -> ports(), tools.clock(), (_, event) -> heard(event));
        var _ = rotator.advance(id, deadline);
        if (!mayRetire && isPublished() && seen().course() != Course.PROVED && !isReplacing()) {
            prove();
        }
        return standing(mayRetire);
    }

    private Standing standing(boolean mayRetire) {
        return switch (seen().course()) {
            case BLOCKED -> new Standing.Stuck(Reason.CREDENTIAL_UNKNOWN, said());
            case UNDONE ->
                new Standing.Undone(seen().trouble().map(Reason::of).orElse(Reason.LIVE_CHANGE_FAILED), said());
            case RETIRED -> new Standing.Retired();
            case PROVED -> {
                if (isReplacing()) {
                    yield new Standing.Retired();
                }
                yield mayRetire ? open() : new Standing.Published();
            }
            case PURSUED, GIVEN_UP, UNDOING -> open();
        };
    }

    private Standing open() {
        return new Standing.Open(trouble.or(() -> seen().trouble()).map(CourseConditions::sentence));
    }

    private String said() {
        return seen().trouble().map(CourseConditions::sentence).orElse("the reason is not known any more");
    }

    private Sight seen() {
        return store.seen();
    }

    private boolean isPublished() {
        return seen().intent()
                .filter(intent -> intent.standing(seen().published()) == Intent.Standing.PUBLISHED)
                .isPresent();
    }

    private boolean isReplacing() {
        return method.shape() == Shape.IN_PLACE_REPLACING;
    }

    /// What is published is seen to log in on every node before that is said; a node that lost it is given it again.
    private void prove() {
        try (Target target = open(deadline)) {
            pair().prove(target);
        } catch (TargetException silence) {
            trouble = Optional.of(failed(silence));
            return;
        }
        objects.note(seen(), new RequestObjects.Note(Course.PROVED, 0, Optional.empty()));
        store.refresh();
    }

    /// Gives what is published again to nodes that lost it after it was proved.
    ///
    /// @return why a node does not take it; empty if all do, or as long as one says nothing about it
    Optional<String> repair() {
        if (!isPublished()) {
            return Optional.empty();
        }
        try (Target target = open(deadline)) {
            pair().prove(target);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(failed(refused))
                    .filter(_ -> !refused.reason().isNoVerdict())
                    .map(CourseConditions::sentence);
        } catch (Unanswered _) {
            return Optional.empty();
        }
    }

    private PublishedPair pair() {
        Intent intent = seen().intent().orElseThrow();
        return new PublishedPair(derivation.candidate(intent), derivation.former(intent.previous(), intent.salt()));
    }

    private static Failure failed(TargetException trouble) {
        return new Failure(Step.VERIFY, trouble.node(), trouble.code(), String.valueOf(trouble.getMessage()));
    }

    private RotationPorts ports() {
        return new RotationPorts(this::open, candidates, all -> boot().accept(all));
    }

    /// Looked at once: a later write rests on that look, so that of a visit that was overtaken changes nothing.
    private BootState boot() {
        BootState known = boot.orElseGet(() -> method.boot(this::user));
        boot = Optional.of(known);
        return known;
    }

    private AccountName user(Credential credential) {
        Intent intent = seen().intent().orElseThrow();
        return credential.equals(derivation.candidate(intent))
                ? intent.candidate().user()
                : intent.previous().user();
    }

    private Target open(Deadline until) throws Refused, Unanswered {
        Intent.Pair former = seen().intent().map(Intent::previous).orElseGet(() -> seen().published());
        return method.driver(candidates.user(), former.user())
                .open(method.where(), this::logins, new Session(id.value(), until, _ -> true));
    }

    private List<Login> logins() {
        return KnownPairs.of(seen(), objects.remembered(), objects.supplied()).stream()
                .map(pair -> Login.of(method.account(pair.user()), pair.password()))
                .distinct()
                .toList();
    }

    private void heard(RotationEvent event) {
        switch (event) {
            case RotationEvent.StepDone step -> {
                step.failure().ifPresent(failure -> trouble = Optional.of(failure));
                passed(step);
            }
            case RotationEvent.Failed failed -> trouble = Optional.of(failed.why());
            case RotationEvent.Blocked blocked -> trouble = Optional.of(blocked.why());
            case RotationEvent.Drifted drifted -> trouble = Optional.of(drifted.how());
            case RotationEvent.Warned warned -> plan.warned().accept(warned.text());
            case RotationEvent.Started _,
                    RotationEvent.Succeeded _,
                    RotationEvent.Held _,
                    RotationEvent.Cut _,
                    RotationEvent.Retired _ -> {}
        }
    }

    /// The first node that was changed, or that a swap was rehearsed on.
    private void passed(RotationEvent.StepDone step) {
        boolean rehearsed =
                isReplacing() && step.step() == Step.VERIFY && step.node().isEmpty();
        if (step.failure().isEmpty() && (step.step() == Step.APPLY || rehearsed) && !isPublished()) {
            FailPoints.reached("first-node-changed");
        }
        if (step.step() == Step.RETIRE && step.node().isPresent()) {
            FailPoints.reached("in-retire");
        }
    }
}
