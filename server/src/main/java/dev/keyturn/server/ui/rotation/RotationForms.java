// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.rotation.RotationDesk.Found;
import dev.keyturn.server.ui.rotation.RotationScreen.Asked;
import java.util.Optional;

/// What the buttons of a rotation do. Each does what the API's request of the same name does; a refusal is shown where
/// the button was.
final class RotationForms {
    private static final int NOT_FOUND = 404;
    private static final int RUN_FAILED = 500;

    private final ConsoleApi api;
    private final RotationShow pages;

    RotationForms(ConsoleApi api, RotationShow pages) {
        this.api = api;
        this.pages = pages;
    }

    Reply rotate(Visit visit, Input form) {
        boolean force = form.flag("force").or(false);
        return pages.with(visit, found -> {
            ApiAnswer answer = api.post(
                    visit,
                    found.at().resource() + "/rotate-secrets",
                    Json.object().put("force", force));
            // a run that failed is told by the page itself, with what became of it
            return answer.isOk() || answer.status() == RUN_FAILED
                    ? Html.seeOther(found.at().address())
                    : refused(visit, found, "rotate", FormState.of(form, answer));
        });
    }

    Reply check(Visit visit, Input form) {
        return pages.with(visit, found -> {
            ApiAnswer answer = api.post(visit, found.at().resource() + "/check-credentials", Json.object());
            return answer.isOk()
                    ? Html.seeOther(found.at().address(), "The published set logs in")
                    : refused(visit, found, "check", FormState.of(form, answer));
        });
    }

    Reply move(Visit visit, Input form) {
        String environment = form.text("destinationEnvironment").optional().orElse("");
        String path = form.text("destinationSecretPath").optional().orElse("");
        boolean overwrite = form.flag("overwriteDestination").or(false);
        return pages.with(visit, found -> {
            ObjectNode body = Json.object()
                    .put("destinationEnvironment", environment)
                    .put("destinationSecretPath", path)
                    .put("overwriteDestination", overwrite);
            ApiAnswer answer = api.post(visit, found.at().resource() + "/move", body);
            return answer.isOk()
                    ? Html.seeOther(found.at().address(), "Moved to " + environment + " " + path)
                    : refused(visit, found, "move", FormState.of(form, answer));
        });
    }

    Reply delete(Visit visit, Input form) {
        String typed = form.text("name").optional().orElse("");
        boolean revoke = form.flag("revokeGeneratedCredentials").or(false);
        boolean secrets = form.flag("deleteSecrets").or(false);
        return pages.with(visit, found -> {
            String name = rotation(visit, found).text("name");
            if (!typed.strip().equals(name)) {
                FormState state = FormState.empty().with("name", "Type " + name + ", the name of the rotation");
                return refused(visit, found, "delete", state);
            }
            ApiAnswer answer = api.delete(
                    visit,
                    found.at().resource() + "?revokeGeneratedCredentials=" + revoke + "&deleteSecrets=" + secrets,
                    Json.object());
            if (answer.isOk()) {
                return gone(found, name);
            }
            boolean stopped = rotation(visit, found).in("intent").is("state", "revoking");
            return stopped
                    ? Html.seeOther(found.at().address())
                    : refused(visit, found, "delete", FormState.of(form, answer));
        });
    }

    /// The way out of a run that is blocked, or of a delete that hangs.
    Reply resolve(Visit visit, Input form) {
        String action = form.text("action").optional().orElse("");
        Optional<String> password = form.text("password").optional();
        return pages.with(visit, found -> {
            String name = rotation(visit, found).text("name");
            ObjectNode body = Json.object().put("action", action);
            password.ifPresent(given -> body.put("password", given));
            ApiAnswer answer = api.post(visit, found.at().resource() + "/resolve", body);
            if (answer.isOk()) {
                return api.peek(visit, found.at().resource()).status() == NOT_FOUND
                        ? gone(found, name)
                        : Html.seeOther(found.at().address());
            }
            return refused(visit, found, "resolve-" + action, FormState.of(form, answer));
        });
    }

    /// One password, if it is still that of the set that the page showed.
    Reply reveal(Visit visit) {
        int version = Math.toIntExact(visit.call().query().integer("version").or(0L));
        boolean current = visit.query("slot").filter("current"::equals).isPresent();
        return pages.with(visit, found -> {
            Answer rotation = rotation(visit, found);
            Answer sets = new Answer(api.get(visit, found.at().resource() + "/generated-credentials")
                    .require());
            int slot = current ? sets.whole("activeIndex") : 1 - sets.whole("activeIndex");
            String password = sets.list("generatedCredentials").stream()
                    .skip(slot)
                    .findFirst()
                    .map(set -> set.text("password"))
                    .orElse("");
            boolean same = rotation.whole("credentialVersion") == (current ? version : version + 1);
            return same && !password.isEmpty()
                    ? pages.revealed(visit, "Password of v" + version, password)
                    : pages.replaced(visit, version);
        });
    }

    private Answer rotation(Visit visit, Found found) {
        return new Answer(api.peek(visit, found.at().resource()).require()).in("secretRotation");
    }

    private Reply refused(Visit visit, Found found, String question, FormState state) {
        return pages.refused(visit, found, new Asked(question, state));
    }

    private static Reply gone(Found found, String name) {
        return Html.seeOther(RotationAt.project(found.at().slug()) + "/rotations", name + " is deleted");
    }
}
