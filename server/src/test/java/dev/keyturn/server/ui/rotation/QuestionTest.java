// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.timeline.Sentence;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A button says what it will end.
class QuestionTest {
    private static final String NO_GRACE = "{\"gracePeriodSeconds\": null, \"intent\": null}";

    @Test
    void rotating_during_a_grace_names_who_will_be_refused() {
        RotateQuestion asked = rotate(Sample.typical());

        assertThat(asked.text())
                .extracting(Sentence::text)
                .containsExactly(
                        "The grace of v2 runs until Fri 6 Mar 10:00 and 2 clients use it: legacy-report on 10.1.4.9."
                                + " They will be refused.",
                        "v4 will be made and proved, then published. v3 logs in 24 h more.");
        assertThat(asked.verb()).isEqualTo("Rotate and end v2");
        assertThat(asked.force()).isTrue();
    }

    @Test
    void rotating_without_a_grace_says_which_set_makes_way() {
        Sample unused = Sample.typical()
                .rotation(NO_GRACE)
                .set(1, "{\"plannedEndAt\": null}")
                .unused(1);
        Sample used = Sample.typical().rotation(NO_GRACE).set(1, "{\"plannedEndAt\": null}");

        assertThat(rotate(unused).text().getFirst().text()).isEqualTo("v2 ends when v4 is published. Nobody uses it.");
        assertThat(rotate(unused).force()).isFalse();
        assertThat(rotate(used).text().getFirst().text())
                .isEqualTo("v2 ends when v4 is published. 2 clients use it: legacy-report on 10.1.4.9. They will be"
                        + " refused.");
    }

    @Test
    void rotating_where_nothing_ends_says_only_what_comes() {
        RotateQuestion asked = rotate(Sample.pair());

        assertThat(asked.text())
                .extracting(Sentence::text)
                .containsExactly(
                        "v2 will be made and proved, then published. v1 logs in until the rotation after that.");
        assertThat(asked.verb()).isEqualTo("Rotate now");
    }

    @Test
    void nobody_is_not_said_where_a_node_did_not_answer() {
        Sample gap = Sample.typical()
                .unused(1)
                .unavailable("{\"source\": \"clients\", \"node\": \"cache-2:6379\", \"message\": \"no\"}");

        assertThat(rotate(gap).text().getFirst().text()).contains("Who uses it cannot be told.");
        assertThat(DeleteQuestion.of(gap.answers()).revoke()).endsWith("at least 4 clients");
    }

    @Test
    void deleting_says_what_each_box_will_do() {
        DeleteQuestion asked = DeleteQuestion.of(Sample.typical().answers());

        assertThat(asked.revoke()).isEqualTo("Revoke the credentials: v3 and v2 are refused at once, 6 clients");
        assertThat(asked.secrets()).isEqualTo("Delete the secrets REDIS_USERNAME, REDIS_PASSWORD");
    }

    @Test
    void a_button_that_is_not_for_now_or_not_for_this_person_says_why() {
        Set<String> all = Set.of("rotate-secrets", "edit", "delete", "read-generated-credentials");

        Rights viewer = Rights.of(Sample.typical().answers(), Set.of("read"));
        Rights member = Rights.of(Sample.typical().answers(), all);
        Rights stuck = Rights.of(Sample.typical().blocked().answers(), all);

        assertThat(viewer.rotate()).isEqualTo("Needs the role member");
        assertThat(viewer.reveal()).isEqualTo("read-generated-credentials");
        assertThat(member.rotate()).isEmpty();
        assertThat(member.reveal()).isEmpty();
        assertThat(stuck.rotate()).isEqualTo("Decide first");
        assertThat(stuck.remove()).isEmpty();
    }

    private static RotateQuestion rotate(Sample sample) {
        return RotateQuestion.of(sample.answers(), Sample.times());
    }
}
