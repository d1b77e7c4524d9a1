// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Use;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who uses which set: the old sets first, then what could not be asked.
///
/// @param told   whether there is anything to list
/// @param seen   when the nodes were asked
/// @param reason why nothing is known; empty if something is, or if it is being asked
public record UsageView(boolean told, Optional<Moment> seen, List<OfSet> sets, List<Gap> gaps, String reason) {
    static final String NEEDS = "Needs the role member";

    private static final String RUN = "; run ";

    /// Whether the nodes have been asked and have not answered yet.
    public boolean isAsking() {
        return !told && reason.isEmpty();
    }

    /// @param name  `v2, old`
    /// @param until `ends Fri 6 Mar 10:00`; empty if no end is fixed
    /// @param empty what is said in place of rows
    public record OfSet(String name, String until, List<Row> rows, String empty) {}

    /// A client, or who read it through Keyturn.
    ///
    /// @param sessions empty of a reader
    /// @param urgent   it uses a set that ends
    public record Row(String name, String from, String sessions, boolean urgent) {}

    /// What could not be asked.
    ///
    /// @param node    empty if it is of no single node
    /// @param command the statement that allows it; empty if none is known
    public record Gap(String node, String message, String command) {}

    static UsageView of(RotationAnswers said, Times times) {
        return switch (said.usage()) {
            case RotationAnswers.Usage.Withheld _ ->
                new UsageView(false, Optional.empty(), List.of(), List.of(), NEEDS);
            case RotationAnswers.Usage.Untold(var why) ->
                new UsageView(false, Optional.empty(), List.of(), List.of(), why);
            case RotationAnswers.Usage.Told(var usage) -> told(said, usage, times);
        };
    }

    private static UsageView told(RotationAnswers said, Answer usage, Times times) {
        List<OfSet> sets = usage.list("sets").stream()
                .sorted(Comparator.comparing((Answer set) -> set.is("state", "active"))
                        .thenComparingInt(set -> -set.whole("credentialVersion")))
                .map(set -> set(set, said, times))
                .toList();
        return new UsageView(
                true,
                usage.time("observedAt").map(at -> times.logged(at)),
                sets,
                usage.list("unavailable").stream().map(UsageView::gap).toList(),
                "");
    }

    private static OfSet set(Answer set, RotationAnswers said, Times times) {
        boolean active = set.is("state", "active");
        String version = "v" + set.whole("credentialVersion");
        String word = active ? "published" : set.is("state", "grace") ? "old" : "ended";
        Optional<Instant> end = set.time("validUntil");
        List<Row> rows = new ArrayList<>();
        UsageReading.clients(set).forEach(client -> rows.add(client(client, !active)));
        set.list("readers").stream()
                .map(reader -> new Row(
                        reader.text("actor"),
                        "read through the API"
                                + reader.time("lastReadAt")
                                        .map(at -> " " + times.near(at).text())
                                        .orElse(""),
                        "",
                        false))
                .forEach(rows::add);
        return new OfSet(
                version + ", " + word,
                end.filter(_ -> !active)
                        .map(at -> "ends " + times.full(at).text())
                        .orElse(""),
                rows,
                rows.isEmpty() ? nobody(version, said) : "");
    }

    private static Row client(Use.Client client, boolean old) {
        return new Row(
                client.name().isEmpty() ? "no name" : client.name(),
                client.address().isEmpty() ? "not told" : client.address(),
                Integer.toString(client.sessions()),
                old);
    }

    private static String nobody(String version, RotationAnswers said) {
        return said.isUsageComplete()
                ? "Nobody is logged in with " + version + "."
                : "Cannot tell who uses " + version + ": not every node answered.";
    }

    /// A missing right ends with the statement that gives it.
    private static Gap gap(Answer unavailable) {
        String message = unavailable.text("message");
        int run = message.lastIndexOf(RUN);
        return new Gap(
                unavailable.text("node"),
                run < 0 ? message : message.substring(0, run),
                run < 0 ? "" : message.substring(run + RUN.length()));
    }
}
