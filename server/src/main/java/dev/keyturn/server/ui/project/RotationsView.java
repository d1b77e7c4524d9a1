// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.StatusBadge.Line;
import dev.keyturn.server.ui.part.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All rotations of a project, worst first.
///
/// @param project slug
/// @param items   the first of those that fit
/// @param more    where more of them are; empty if these are all
public record RotationsView(
        String project, String projectName, List<Tab> tabs, List<RotationItem> items, int fitting, String more) {
    static final int PAGE = 100;
    private static final String NEED = "needs-you";

    /// A status to look at.
    ///
    /// @param word  as the address says it; empty for all
    /// @param count how many have it
    public record Tab(String word, String label, long count, boolean current) {
        public boolean isAll() {
            return word.isEmpty();
        }
    }

    /// @param status which are wanted: `needs-you`, the word of a [Line], or nothing for all
    /// @param rows   how many at most
    static RotationsView of(JsonNode project, List<JsonNode> rotations, String status, int rows, Words words) {
        String slug = project.path("slug").asText();
        List<RotationItem> all = rotations.stream()
                .map(rotation -> RotationItem.of(rotation, slug, words))
                .sorted(Comparator.comparing(
                                (RotationItem item) -> item.status().line())
                        .thenComparing(RotationItem::name))
                .toList();
        List<RotationItem> fitting = all.stream().filter(fits(status)).toList();
        String here = ProjectRow.address(slug) + "/rotations?status=" + status;
        return new RotationsView(
                slug,
                project.path("name").asText(),
                tabs(all, status),
                fitting.stream().limit(rows).toList(),
                fitting.size(),
                fitting.size() > rows ? here + "&rows=" + (rows + PAGE) : "");
    }

    private static Predicate<RotationItem> fits(String status) {
        return switch (status) {
            case "" -> _ -> true;
            case NEED -> item -> item.status().line().needsSomebody();
            default -> item -> word(item.status().line()).equals(status);
        };
    }

    /// All, those that need somebody, and each status that one has.
    private static List<Tab> tabs(List<RotationItem> all, String status) {
        return Stream.concat(
                        Stream.of(tab(all, "", "All", status), tab(all, NEED, "Need you", status)),
                        Arrays.stream(Line.values())
                                .map(line -> tab(all, word(line), label(line), status))
                                .filter(tab -> tab.count() > 0 || tab.current()))
                .toList();
    }

    private static Tab tab(List<RotationItem> all, String word, String label, String status) {
        return new Tab(word, label, all.stream().filter(fits(word)).count(), word.equals(status));
    }

    private static String word(Line line) {
        return line.name().toLowerCase(Locale.ROOT);
    }

    private static String label(Line line) {
        return switch (line) {
            case BLOCKED -> "Blocked";
            case ROTATING -> "Rotating";
            case FAILED -> "Failed";
            case REFUSED -> "Login refused";
            case OVERDUE -> "Overdue";
            case OFF -> "Auto-Rotation off";
            case SOON -> "Within 7 days";
            case LATER -> "Later";
        };
    }

    public boolean isEmpty() {
        return tabs.getFirst().count() == 0;
    }

    public String newRotation() {
        return ProjectRow.address(project) + "/rotations/new";
    }

    public String address(Tab tab) {
        String all = ProjectRow.address(project) + "/rotations";
        return tab.isAll() ? all : all + "?status=" + tab.word();
    }
}
