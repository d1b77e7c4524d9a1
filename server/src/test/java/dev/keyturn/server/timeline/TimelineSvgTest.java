// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineSvgTest {
    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group);
    }

    private static List<String> both(TimelineCase situation) {
        return List.of(Timeline.svg(situation.view(), Profile.WIDE), Timeline.svg(situation.view(), Profile.NARROW));
    }

    @ParameterizedTest
    @EnumSource
    void colours_by_classes_of_the_stylesheet_and_by_nothing_else(TimelineCase situation) {
        String css = Tokens.stylesheet("kt-timeline.css");

        for (String svg : both(situation)) {
            assertThat(svg)
                    .doesNotContain(" style=", "<style", " stroke=", "href", "<script")
                    .doesNotContainPattern(" on[a-z]+=");
            assertThat(found("(?<= fill=\")[^\"]*", svg).distinct())
                    .allMatch(fill -> fill.equals("none") || fill.startsWith("url(#t-"));
            assertThat(found("(?<= class=\")[^\"]*", svg)
                            .flatMap(classes -> Stream.of(classes.split(" ", -1)))
                            .distinct())
                    .allSatisfy(name -> assertThat(css).containsPattern("\\." + name + "[ ,{]"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refers_only_to_ids_of_its_own(TimelineCase situation) {
        for (String svg : both(situation)) {
            List<String> ids = found("(?<= id=\")[^\"]*", svg).toList();

            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith("t-"));
            assertThat(ids).containsAll(found("(?<=url\\(#)[^)]*", svg).toList());
            assertThat(ids)
                    .containsAll(found("(?<=aria-(labelled|described)by=\")[^\"]*", svg)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_the_sentence_to_who_cannot_see_it(TimelineCase situation) throws Exception {
        for (String svg : both(situation)) {
            Picture picture = Picture.of(svg);

            assertThat(picture.document().getDocumentElement().getAttribute("role"))
                    .isEqualTo("img");
            assertThat(picture.all("desc").getFirst().getTextContent())
                    .isEqualTo(Timeline.sentence(situation.view()).text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void draws_each_span_of_the_window_as_a_bar(TimelineCase situation) throws Exception {
        TimelineView view = situation.view();
        long spans = view.lanes().stream()
                .flatMap(lane -> lane.spans().stream())
                .filter(span -> span.meets(view.from(), view.to()))
                .count();

        assertThat(Picture.of(Timeline.svg(view, Profile.WIDE)).bars()).hasSize((int) spans);
    }
}
