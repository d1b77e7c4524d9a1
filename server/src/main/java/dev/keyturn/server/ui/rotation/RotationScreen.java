// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.wizard.CreatedView;
import java.util.List;
import java.util.Optional;

/// The page of a rotation.
///
/// @param query what the address says besides: its regions ask for themselves with it
/// @param asked the question that is open, or was refused
/// @param created how to read its secrets, right after it was made
public record RotationScreen(
        RotationAt at,
        Heading heading,
        Optional<Banner> banner,
        List<Card> cards,
        Drawn drawn,
        RunsView runs,
        UsageView usage,
        CredentialsView credentials,
        List<Fact> facts,
        Rights rights,
        RotateQuestion rotate,
        DeleteQuestion remove,
        Query query,
        Asked asked,
        String environment,
        String path,
        Optional<CreatedView> created) {

    /// What is said aloud when it changes; without times, which change by themselves.
    public String announced() {
        String published = credentials.rows().isEmpty()
                ? "nothing is published"
                : "v" + credentials.rows().getFirst().version() + " published";
        return heading.name() + ": " + published
                + banner.map(trouble -> ", " + trouble.title()).orElse("");
    }

    /// The address of the page with one thing changed.
    public record Query(Optional<String> range, Optional<String> run, boolean allRuns) {
        String with(Optional<String> range, Optional<String> run, boolean all) {
            StringBuilder query = new StringBuilder();
            range.ifPresent(value -> append(query, "range=" + value));
            run.ifPresent(value -> append(query, "run=" + value));
            if (all) {
                append(query, "runs=all");
            }
            return query.toString();
        }

        private static void append(StringBuilder query, String pair) {
            query.append(query.isEmpty() ? '?' : '&').append(pair);
        }

        public String range(String value) {
            return with(Optional.of(value), run, allRuns);
        }

        public String run(String value) {
            return with(range, Optional.of(value), allRuns);
        }

        public String everyRun() {
            return with(range, run, true);
        }

        /// For a region of the page.
        public String part(String name) {
            String same = with(range, run, allRuns);
            return same + (same.isEmpty() ? "?" : "&") + "part=" + name;
        }
    }

    /// The question that was opened or refused.
    ///
    /// @param id    of its dialog; empty if none
    /// @param form what was typed, and what was wrong with it
    public record Asked(String id, FormState form) {
        static final Asked NOTHING = new Asked("", FormState.empty());

        static Asked open(String id) {
            return new Asked(id, FormState.empty());
        }

        public boolean isOpen(String dialog) {
            return id.equals(dialog);
        }

        /// What was typed into that dialog; nothing if it is not the one.
        public FormState form(String dialog) {
            return isOpen(dialog) ? form : FormState.empty();
        }
    }
}
