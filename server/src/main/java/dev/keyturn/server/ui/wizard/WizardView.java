// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.FormState;
import java.util.List;
import java.util.Optional;

/// A step of the form that adds a rotation, or all its fields on the page that changes one.
///
/// @param steps   none while changing
/// @param draft   its id, empty before there is one; while changing that of the rotation
/// @param kind    empty on the first step
/// @param choices connections that fit
/// @param review  on the last step
public record WizardView(
        Home home,
        Step step,
        List<StepLink> steps,
        String draft,
        FormState form,
        List<Kind> kinds,
        Optional<Kind> kind,
        List<Choice> choices,
        PreviewView preview,
        Optional<ReviewView> review) {

    /// A connection that can be used.
    public record Choice(String id, String name) {}

    WizardView reviewed(ReviewView found) {
        return new WizardView(home, step, steps, draft, form, kinds, kind, choices, preview, Optional.of(found));
    }

    public Kind type() {
        return kind.orElseThrow();
    }

    /// Whether a rotation that exists is being changed.
    public boolean isEdit() {
        return steps.isEmpty();
    }

    public String action() {
        return isEdit() ? home.rotation(draft) + "/edit" : home.rotations() + "/new";
    }

    /// What says what the fields mean.
    public String previewAction() {
        return action() + "/preview";
    }

    public String stepAddress(Step other) {
        return address(home, draft, other);
    }

    public String environment() {
        return form.value("environment");
    }

    public String path() {
        return form.value("path", "/");
    }

    public String secrets() {
        return home.secrets(environment(), path());
    }

    /// The name of the chosen connection; empty if none is chosen yet.
    public String connection() {
        return choices.stream()
                .filter(one -> one.id().equals(form.value("connectionId")))
                .map(Choice::name)
                .findFirst()
                .orElse("");
    }

    /// What is being made, for the head of the card: `Redis Credentials through my-redis-connection`.
    public String note() {
        String through = connection().isEmpty() ? "" : " through " + connection();
        return kind.map(Kind::name).map(name -> name + through).orElse("");
    }

    public boolean has(String field) {
        return !form.value(field).isEmpty();
    }

    /// Whether one of the advanced fields says something, or something is wrong with it.
    public boolean isAdvanced() {
        return !form.value("rhythm").equals(Wish.BUILT_IN)
                || List.of("windowFrom", "windowTo", "grace", "hold", "disconnect").stream()
                        .anyMatch(this::has)
                || List.of(
                                "rhythm",
                                "cron",
                                "every",
                                "zone",
                                "windowFrom",
                                "windowTo",
                                "mon",
                                "jitter",
                                "grace",
                                "hold")
                        .stream()
                        .anyMatch(field -> !form.error(field).isEmpty());
    }

    /// As [#isAdvanced()], of the parameters.
    public boolean isUnusual() {
        return List.of("statement", "ownerRole", "adopt", "single").stream()
                .anyMatch(field -> has(field) || !form.error(field).isEmpty());
    }

    public List<String> days() {
        return Wish.DAYS;
    }

    static String address(Home home, String draft, Step step) {
        return home.rotations() + "/new?draft=" + ConsoleApi.encoded(draft) + "&step=" + step.slug();
    }
}
