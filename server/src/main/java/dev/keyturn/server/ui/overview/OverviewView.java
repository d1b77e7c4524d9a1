// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.StatusBadge.Line;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the overview shows.
///
/// @param scope       the projects of which this is
/// @param rotations   how many rotations there are in them
/// @param nextQuietly for when nothing needs anybody: the next rotation
public record OverviewView(
        Scope scope,
        int rotations,
        List<Count> counts,
        List<Trouble> troubles,
        Optional<Next> nextQuietly,
        DueStrip due,
        List<OldSet> old,
        List<Run> runs,
        String zone,
        Moment asOf) {

    /// The projects that the visitor may read, as places to add a rotation to.
    public record Scope(List<Add> projects) {
        /// Where their rotations are listed.
        String list() {
            return projects.size() == 1 ? projects.getFirst().address().replaceFirst("/new$", "") : "/projects";
        }
    }

    public record Add(String project, String address) {}

    /// @param detail what is behind the number, in few words
    /// @param ink    a colour token, for the icon
    public record Count(long number, String label, String detail, String icon, String ink, String address) {}

    /// Something that needs somebody.
    ///
    /// @param when words before the time
    public record Trouble(
            StatusBadge status, Site site, String sentence, String when, Optional<Moment> at, String button) {}

    /// A rotation and where it is.
    public record Site(String name, String address, String place) {}

    public record Next(Site site, Moment at) {}

    /// An old set that still logs in.
    public record OldSet(Site site, long version, String end, Badge left) {}

    public record Run(Badge result, Site site, Moment at, String facts) {}

    public long needing() {
        return troubles.size();
    }

    /// `48 rotations in 5 projects`
    public String extent() {
        return counted(rotations, "rotation") + " in "
                + counted(scope.projects().size(), "project");
    }

    private static String counted(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    public long fine() {
        return rotations - needing();
    }

    /// @param all  every rotation that the visitor may read
    /// @param old  of them
    /// @param runs likewise, the newest first
    static OverviewView of(Scope scope, List<Seen> all, List<OldSet> old, List<Run> runs, Times times) {
        var troubles = all.stream()
                .filter(seen -> seen.status().line().needsSomebody())
                .sorted(Comparator.comparing((Seen seen) -> seen.status().line())
                        .thenComparing(seen -> seen.site().name()))
                .map(seen -> Troubles.of(seen, times))
                .toList();
        return new OverviewView(
                scope,
                all.size(),
                counts(scope, all, old, times),
                troubles,
                all.stream()
                        .filter(seen -> seen.next()
                                .filter(at -> at.isAfter(times.now()))
                                .isPresent())
                        .min(Comparator.comparing(seen -> seen.next().orElseThrow()))
                        .map(seen ->
                                new Next(seen.site(), times.near(seen.next().orElseThrow()))),
                DueStrip.of(due(all, times), times),
                old,
                runs,
                times.known().map(ZoneId::getId).orElse("UTC"),
                times.logged(times.now()));
    }

    private static List<Seen> due(List<Seen> all, Times times) {
        var end = times.now().plus(Duration.ofDays(1));
        return all.stream()
                .filter(seen -> seen.automatic()
                        && seen.next()
                                .filter(at -> !at.isBefore(times.now()) && at.isBefore(end))
                                .isPresent())
                .sorted(Comparator.comparing(seen -> seen.next().orElseThrow()))
                .toList();
    }

    private static List<Count> counts(Scope scope, List<Seen> all, List<OldSet> old, Times times) {
        var due = due(all, times);
        var rotating = of(all, seen -> seen.status().line() == Line.ROTATING);
        var hour = times.now().minus(Duration.ofHours(1));
        var proved =
                of(all, seen -> seen.provedAt().filter(at -> at.isAfter(hour)).isPresent());
        return List.of(
                new Count(
                        of(all, seen -> seen.status().line().needsSomebody()).size(),
                        "Need you",
                        Troubles.kinds(all),
                        "alert-octagon",
                        "bad",
                        "#needs-you"),
                new Count(rotating.size(), "Rotating now", names(rotating), "loader-2", "cand", "#runs"),
                new Count(
                        due.size(),
                        "Due in 24 h",
                        due.stream()
                                .findFirst()
                                .map(seen ->
                                        "next in " + times.distance(seen.next().orElseThrow()))
                                .orElse("none"),
                        "clock",
                        "info",
                        "#due"),
                new Count(
                        old.stream().map(OldSet::site).distinct().count(),
                        "Old set logs in",
                        old.isEmpty() ? "none" : "besides the published one",
                        "hourglass",
                        "soon",
                        "#old"),
                new Count(
                        proved.size(),
                        "Proved this hour",
                        "by a login on every node",
                        "circle-check",
                        "ok",
                        scope.list()));
    }

    private static List<Seen> of(List<Seen> all, Predicate<Seen> which) {
        return all.stream().filter(which).toList();
    }

    private static String names(List<Seen> some) {
        return switch (some.size()) {
            case 0 -> "none";
            case 1 -> some.getFirst().site().name();
            default -> some.getFirst().site().name() + " and " + (some.size() - 1) + " more";
        };
    }
}
