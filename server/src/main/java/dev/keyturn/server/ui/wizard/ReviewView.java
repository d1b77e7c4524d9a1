// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.CheckView;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Typed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What the dry run of a new rotation found, and what would happen.
///
/// @param asked    when the target was asked
/// @param feasible whether no check failed
/// @param happens  in its order
/// @param notice   for whom the creation changes something; empty for nobody
/// @param adopted  the account whose present password is asked; empty if none is adopted
public record ReviewView(
        Moment asked,
        boolean feasible,
        List<CheckView> checks,
        List<Happening> happens,
        String notice,
        String adopted,
        List<Setting> settings) {

    /// One thing that will happen.
    ///
    /// @param statement what is sent, with asterisks for each secret; empty if nothing is
    public record Happening(String words, String statement) {}

    public record Setting(String name, String value) {}

    public long failed() {
        return checks.stream().filter(CheckView::isFailed).count();
    }

    /// @param plan as the API answers it
    static ReviewView of(JsonNode plan, Kind kind, Draft draft, String connection, Times times) {
        Typed typed = draft.typed();
        String adopted = adopted(kind, typed);
        return new ReviewView(
                times.logged(times.now()),
                plan.path("feasible").asBoolean(),
                CheckView.of(plan.path("checks")),
                adopted.isEmpty() ? making(plan, kind, typed) : adopting(plan, typed, adopted),
                kind.isSql() && adopted.isEmpty()
                        ? "Whoever uses " + typed.text("username1").strip() + " today must read the new password."
                        : "",
                adopted,
                settings(plan, kind, typed, connection, times));
    }

    /// Whose present password becomes the first set.
    static String adopted(Kind kind, Typed typed) {
        if (!kind.isSql()) {
            return typed.text("adopt").strip();
        }
        return typed.isOn("adopt") ? typed.text("username1").strip() : "";
    }

    private static List<Happening> making(JsonNode plan, Kind kind, Typed typed) {
        var happens = new ArrayList<Happening>();
        String what =
                kind.isSql() ? "New password for " + typed.text("username1").strip() : "A new user";
        steps(plan, "apply")
                .forEach(step -> happens.add(new Happening(
                        what + " on " + step.path("node").asText() + ":",
                        step.path("statement").asText(""))));
        happens.add(new Happening("Login with it on " + nodes(plan), ""));
        happens.add(published(typed));
        return List.copyOf(happens);
    }

    private static List<Happening> adopting(JsonNode plan, Typed typed, String adopted) {
        return List.of(
                new Happening("Login with the present password of " + adopted + " on " + nodes(plan), ""),
                new Happening("Nothing changes at the target", ""),
                published(typed));
    }

    private static Happening published(Typed typed) {
        return new Happening(
                "%s and %s appear as v1"
                        .formatted(
                                typed.text("mapUsername").strip(),
                                typed.text("mapPassword").strip()),
                "");
    }

    private static String nodes(JsonNode plan) {
        int nodes = steps(plan, "verify").size();
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }

    private static List<JsonNode> steps(JsonNode plan, String name) {
        return StreamSupport.stream(plan.path("steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals(name))
                .toList();
    }

    private static List<Setting> settings(JsonNode plan, Kind kind, Typed typed, String connection, Times times) {
        var all = new ArrayList<Setting>();
        all.add(new Setting("Name", typed.text("name").strip()));
        all.add(new Setting(kind.engine() + " Connection", connection));
        all.add(new Setting("Rhythm", PreviewView.rhythm(typed) + clock(typed, times)));
        first(plan, times).ifPresent(at -> all.add(new Setting("First rotation", at)));
        all.add(new Setting("Grace", grace(typed)));
        all.add(
                kind.isSql()
                        ? new Setting("Users", users(typed))
                        : new Setting("Permission Scope", typed.text("scope").strip()));
        all.add(new Setting("Password", typed.text("length").strip() + " characters"));
        return List.copyOf(all);
    }

    private static String clock(Typed typed, Times times) {
        return Clocks.read(typed.text("at"))
                .filter(_ -> typed.isOn("automatic") && typed.text("rhythm").equals(Wish.BUILT_IN))
                .map(at -> " at " + times.clocks(Clocks.toUtc(at, Clocks.zone(typed.text("atZone")), times.now())))
                .orElse("");
    }

    private static Optional<String> first(JsonNode plan, Times times) {
        return Optional.of(plan.path("nextRotationAt"))
                .filter(JsonNode::isTextual)
                .map(at -> times.full(Instant.parse(at.asText())).text());
    }

    private static String grace(Typed typed) {
        return typed.given("grace")
                .map(text -> text + " " + typed.text("graceUnit"))
                .orElse("none, until the next rotation");
    }

    private static String users(Typed typed) {
        return typed.given("username2")
                .map(second -> typed.text("username1").strip() + " and " + second)
                .orElseGet(() -> typed.text("username1").strip());
    }
}
