// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import dev.keyturn.server.http.Input;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.FormState;
import java.util.List;
import java.util.Optional;

/// Makes the views of the steps, from what was typed and what the API says about it.
record WizardViews(Asking asking) {

    /// The first step, before there is a draft.
    WizardView first(Visit visit, Home home, FormState form) {
        return new WizardView(
                home,
                Step.TYPE,
                StepLink.all(Step.TYPE, Step.TYPE, home, Optional.empty()),
                "",
                form,
                asking.kinds(visit),
                Optional.empty(),
                List.of(),
                PreviewView.NOTHING,
                Optional.empty());
    }

    WizardView of(Visit visit, Open open, Step step, FormState form) {
        var choices = asking.connections(visit, open.home(), open.kind());
        boolean explained = step == Step.CONFIGURATION || step == Step.PARAMETERS;
        var view = new WizardView(
                open.home(),
                step,
                StepLink.all(step, open.draft().reached(), open.home(), Optional.of(open.id())),
                open.id(),
                form,
                step == Step.TYPE ? asking.kinds(visit) : List.of(),
                Optional.of(open.kind()),
                choices,
                explained ? preview(visit, open, step) : PreviewView.NOTHING,
                Optional.empty());
        return step == Step.REVIEW ? view.reviewed(review(visit, open, view.connection())) : view;
    }

    PreviewView preview(Visit visit, Open open, Step step) {
        var preview = asking.preview(visit, open.home(), open.kind(), open.typed(), step.before());
        return PreviewView.of("First rotation", preview, open.typed(), asking.times(visit));
    }

    /// The template of the region that asks for itself.
    static String part(Input form) {
        return switch (form.text("part").or("")) {
            case "scope" -> "wizard/scope.jte";
            case "example" -> "wizard/example.jte";
            default -> "wizard/dates.jte";
        };
    }

    private ReviewView review(Visit visit, Open open, String connection) {
        var plan = asking.plan(visit, open.home(), open.kind(), open.typed())
                .require()
                .path("plan");
        return ReviewView.of(plan, open.kind(), open.draft(), connection, asking.times(visit));
    }
}
