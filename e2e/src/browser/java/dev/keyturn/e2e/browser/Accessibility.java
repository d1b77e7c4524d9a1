// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.Set;

/// What axe finds on a page.
final class Accessibility {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    /// Nothing serious, by axe's own measure.
    static void check(Page page) {
        var results = new AxeBuilder(page).analyze();
        var grave = results.getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(Accessibility::described)
                .toList();

        assertThat(results.getPasses()).as("rules that axe tried on " + page.url()).isNotEmpty();
        assertThat(grave).as("what axe found on " + page.url()).isEmpty();
    }

    private static String described(Rule rule) {
        var places = rule.getNodes().stream()
                .map(node -> String.valueOf(node.getTarget()))
                .limit(5)
                .toList();
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " at " + String.join(", ", places);
    }
}
