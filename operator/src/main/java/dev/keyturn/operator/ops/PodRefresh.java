// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.Login;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.ops.request.Ledger;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.ops.restart.Fleet;
import dev.keyturn.operator.ops.restart.PodConditions;
import dev.keyturn.operator.ops.restart.Progress;
import dev.keyturn.operator.ops.restart.TemplateChange;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Steps 7 and 8: the template of the pods, and new pods made from it, so that their environment holds the published
/// pair. By now the password is live and proved; nothing here can break a login.
final class PodRefresh<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private static final Duration ASKING = Duration.ofSeconds(10);

    private final Desk<S, D> desk;
    private final OpenRequest request;
    private final Fleet fleet;
    private final Supplier<Optional<String>> repair;

    /// @param published the pair that the new pods have to take
    /// @param repair    gives it to a pod that came back without it, and says why one does not take it
    PodRefresh(
            Desk<S, D> desk,
            OpenRequest request,
            Blueprint<S> blueprint,
            Login published,
            Supplier<Optional<String>> repair) {
        this.desk = desk;
        this.request = request;
        this.repair = repair;
        this.fleet = Fleet.of(desk.engine().parts(), blueprint, published, ASKING);
    }

    /// @return empty to go on with the next step
    Optional<Pace> turn(Restart restart) {
        Optional<Pace> open = template();
        if (open.isPresent() || isSaid()) {
            return open;
        }
        return restart == Restart.NEVER ? skipped() : restarted();
    }

    /// That all pods are others, or that this was given up.
    private boolean isSaid() {
        String step = desk.words().restart();
        return request.ledger().isTrue(step)
                || request.ledger()
                        .of(step)
                        .flatMap(Condition::reason)
                        .filter(Reason.RESTART_TIMED_OUT.text()::equals)
                        .isPresent();
    }

    private Optional<Pace> template() {
        if (request.ledger().isTrue(Words.PETSETS)) {
            return Optional.empty();
        }
        desk.words()
                .changing()
                .ifPresent(reason -> desk.announcer().tell(request.seen(), reason, "Updating PetSet template"));
        if (new TemplateChange(desk.client()).step(fleet, request.uid())
                instanceof TemplateChange.Outcome.Waiting(String why)) {
            return Optional.of(again(why));
        }
        request.write(request.ledger()
                .without(CourseConditions.RETRYING)
                .done(Words.PETSETS, "PetSet template updated", desk.now()));
        desk.words()
                .template()
                .ifPresent(reason -> desk.announcer().tell(request.seen(), reason, "PetSet template updated"));
        return Optional.empty();
    }

    private Optional<Pace> skipped() {
        request.write(
                request.ledger().done(desk.words().restart(), "skipped by keyturn.dev/restart=Never", desk.now()));
        return Optional.empty();
    }

    private Optional<Pace> restarted() {
        Ledger before = opened();
        Progress progress = desk.restarts().step(fleet, request.uid());
        Ledger told = PodConditions.ofKind(desk.engine().name().kind()).told(before, progress, desk.now());
        announce(before, told);
        if (progress instanceof Progress.Done done) {
            String all = done.tally().back() + "/" + done.tally().pods() + " pods run with the new environment";
            request.write(
                    told.without(CourseConditions.RETRYING).done(desk.words().restart(), all, desk.now()));
            desk.announcer().tell(request.seen(), desk.words().restart(), all);
            return Optional.empty();
        }
        return waiting(told, (Progress.Waiting) progress);
    }

    /// The time of the step ends nothing while a node is known to refuse the published pair: a request is over only
    /// once that is the live one.
    private Optional<Pace> waiting(Ledger told, Progress.Waiting waiting) {
        Optional<String> refusal = waiting.quiet() ? repair.get() : Optional.empty();
        boolean over = refusal.isEmpty()
                && !desk.now().isBefore(StepTime.began(told, Optional.empty()).plus(desk.timeout(request)));
        if (over) {
            request.write(told.without(CourseConditions.RETRYING)
                    .failed(
                            desk.words().restart(),
                            Reason.RESTART_TIMED_OUT.text(),
                            "pod " + waiting.why(),
                            desk.now()));
            return Optional.empty();
        }
        request.write(CourseConditions.again(
                told, refusal.map(why -> waiting.pod() + ": " + why).orElse(waiting.why()), desk.now(), nextLook()));
        return Optional.of(waiting.quiet() ? Pace.SOON : Pace.STEP);
    }

    /// It stands before the entries of its pods where the engine has it so.
    private Ledger opened() {
        String step = desk.words().restart();
        boolean before = !desk.words().restart().equals("RestartPods");
        return before && request.ledger().of(step).isEmpty()
                ? request.ledger().begun(step, "restarting pods", desk.now())
                : request.ledger();
    }

    /// Each entry that is new, or has come true.
    private void announce(Ledger before, Ledger told) {
        Stream<Condition> news = told.list().stream()
                .filter(condition ->
                        condition.reason().isEmpty() && condition.status().equals("True"))
                .filter(condition -> !before.isTrue(condition.type()));
        news.forEach(condition -> desk.announcer()
                .tell(
                        request.seen(),
                        PodConditions.reason(condition.type()),
                        condition.message().orElse("")));
    }

    private Pace again(String why) {
        request.write(CourseConditions.again(request.ledger(), why, desk.now(), nextLook()));
        return Pace.SOON;
    }

    private Instant nextLook() {
        return desk.now().plus(Pace.STEP.after().orElseThrow());
    }
}
