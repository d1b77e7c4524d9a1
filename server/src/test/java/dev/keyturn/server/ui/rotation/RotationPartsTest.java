// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.ui.rotation.CredentialsView.Row;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The parts of the page besides its runs and questions.
class RotationPartsTest {
    private static final RotationAt AT =
            new RotationAt("shop", "p1", "redis-credentials", "3c90c3cc-0d44-4b50-8888-8dd25736052a");

    @Test
    void the_heading_says_where_it_is_and_what_it_writes() {
        Heading heading = Heading.of(Sample.typical().answers(), AT, "Shop", "Redis Credentials", Sample.times());

        assertThat(heading.crumbs()).extracting(Heading.Link::text).containsExactly("Shop", "Development", "/");
        assertThat(heading.status().badge().word()).isEqualTo("Rotates in 2 d 1 h");
        assertThat(heading.login().word()).isEqualTo("Logs in, 2 of 2 nodes");
        assertThat(heading.schedule()).isEqualTo("every 2 days at 12:29");
        assertThat(heading.writes())
                .containsExactly(
                        new Heading.Link("REDIS_USERNAME", "/projects/shop/dev/secrets?path=%2F&q=REDIS_USERNAME"),
                        new Heading.Link("REDIS_PASSWORD", "/projects/shop/dev/secrets?path=%2F&q=REDIS_PASSWORD"));
    }

    @Test
    void old_sets_come_first_in_who_uses_which() {
        UsageView usage = usage(Sample.typical());

        assertThat(usage.sets()).extracting(UsageView.OfSet::name).containsExactly("v2, old", "v3, published");
        assertThat(usage.sets().getFirst().until()).isEqualTo("ends Fri 6 Mar 10:00");
        assertThat(usage.sets().getFirst().rows())
                .containsExactly(new UsageView.Row("legacy-report", "10.1.4.9", "2", true));
        assertThat(usage.sets().getLast().rows())
                .containsExactly(
                        new UsageView.Row("checkout", "10.1.4.7", "4", false),
                        new UsageView.Row("checkout-identity", "read through the API today 10:58", "", false));
    }

    @Test
    void what_could_not_be_asked_comes_with_the_command_that_allows_it() {
        UsageView usage = usage(Sample.typical().unused(1).unavailable("""
                {"source": "clients", "node": "cache-2:6379", "message":
                "our account may not list clients; run ACL SETUSER keyturn +client|list"}"""));

        assertThat(usage.gaps())
                .containsExactly(new UsageView.Gap(
                        "cache-2:6379", "our account may not list clients", "ACL SETUSER keyturn +client|list"));
        assertThat(usage.sets().getFirst().empty()).isEqualTo("Cannot tell who uses v2: not every node answered.");
    }

    @Test
    void nobody_is_said_of_a_set_whose_nodes_all_answered() {
        assertThat(usage(Sample.typical().unused(1)).sets().getFirst().empty())
                .isEqualTo("Nobody is logged in with v2.");
    }

    @Test
    void credentials_are_the_current_and_the_retired_set() {
        Sample ended = Sample.typical().set(1, "{\"state\": \"ended\", \"endedAt\": \"2026-03-05T09:30:00.000Z\"}");

        assertThat(CredentialsView.of(Sample.typical().answers()).rows())
                .containsExactly(
                        new Row(3, "current", "logs in", "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", true),
                        new Row(2, "retired", "logs in", "B3nYd8xKq0uTa2J", true));
        assertThat(CredentialsView.of(ended.answers()).rows().getLast())
                .isEqualTo(new Row(2, "retired", "ended", "B3nYd8xKq0uTa2J", false));
    }

    @Test
    void facts_are_in_words_where_they_are_no_values() {
        assertThat(Fact.of(Sample.typical().answers().rotation()))
                .containsExactly(
                        new Fact("Grace", "24 h, then the old set is refused", false),
                        new Fact("Scope", "~* +@all", true),
                        new Fact("Password", "64 characters, symbols @!+", false));
    }

    @Test
    void the_timeline_has_the_range_that_was_asked_for() {
        Drawn drawn = Drawn.of(Sample.typical().answers(), Optional.of("history"), Sample.times());

        assertThat(drawn.ranges())
                .filteredOn(Drawn.Choice::here)
                .extracting(Drawn.Choice::value)
                .containsExactly("history");
        assertThat(drawn.wide()).startsWith("<svg").contains("tw");
        assertThat(drawn.narrow()).startsWith("<svg").contains("tn");
        assertThat(drawn.tone()).isEqualTo("kt-ok");
        assertThat(Drawn.of(Sample.typical().answers(), Optional.of("nonsense"), Sample.times())
                        .ranges())
                .filteredOn(Drawn.Choice::here)
                .hasSize(1);
    }

    private static UsageView usage(Sample sample) {
        return UsageView.of(sample.answers(), Sample.times());
    }
}
