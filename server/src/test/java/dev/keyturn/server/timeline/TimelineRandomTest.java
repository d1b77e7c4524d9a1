// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every view, of `-Dkeyturn.timeline.views=10000` of them on demand.
class TimelineRandomTest {
    private static final int BATCHES = 20;
    private static final int VIEWS = Integer.getInteger("keyturn.timeline.views", 1_000);
    private static final int LARGEST = 16_384;

    private static IntStream batches() {
        return IntStream.range(0, BATCHES);
    }

    private static Stream<TimelineView> views(int batch) {
        return IntStream.range(0, VIEWS / BATCHES)
                .mapToObj(i -> RandomHistory.view(new Random(batch * 1_000_003L + i)));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void places_are_in_the_order_of_their_instants(int batch) {
        views(batch).forEach(view -> {
            Random random = new Random(batch);
            Scale scale = Scale.of(view, Profile.WIDE);
            double[] places = random.longs(
                            40, view.from().toEpochMilli() - 1_000, view.to().toEpochMilli() + 1_000)
                    .sorted()
                    .mapToDouble(time -> scale.x(Instant.ofEpochMilli(time)))
                    .toArray();
            double[] sorted = places.clone();
            Arrays.sort(sorted);
            assertThat(places).isEqualTo(sorted);
            assertThat(places[0]).isGreaterThanOrEqualTo(270);
            assertThat(places[39]).isLessThanOrEqualTo(870);
        });
    }

    @ParameterizedTest
    @MethodSource("batches")
    void bars_of_a_lane_are_wide_enough_and_apart(int batch) {
        views(batch).forEach(view -> {
            for (Profile profile : Profile.values()) {
                Frame frame = new Frame(view, profile);
                for (int lane = 0; lane < view.lanes().size(); lane++) {
                    double free = profile.plot().left();
                    for (Bar bar : frame.bars(lane)) {
                        assertThat(bar.left()).as(view::toString).isGreaterThanOrEqualTo(free);
                        assertThat(bar.width()).isGreaterThanOrEqualTo(3);
                        assertThat(bar.now()).isBetween(bar.left(), bar.right());
                        free = bar.right();
                    }
                    assertThat(free).isLessThanOrEqualTo(profile.plot().right());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("batches")
    void one_set_is_published_at_every_instant(int batch) {
        views(batch).filter(view -> view.lanes().size() < Range.OVERLAP.lanes()).forEach(view -> {
            Instant first = view.lanes().stream()
                    .flatMap(lane -> lane.publishedAt().stream())
                    .min(Instant::compareTo)
                    .map(at -> at.isBefore(view.from()) ? view.from() : at)
                    .orElseThrow();
            long length = Duration.between(first, view.now()).toMillis();
            new Random(batch).longs(40, 0, Math.max(1, length)).forEach(after -> {
                Instant time = first.plusMillis(after);
                long published = view.lanes().stream()
                        .filter(lane -> lane.at(time).filter(lane::isPublished).isPresent())
                        .count();
                assertThat(published).as(() -> view + " at " + time).isEqualTo(1);
            });
        });
    }

    @ParameterizedTest
    @MethodSource("batches")
    void texts_stay_inside_and_apart(int batch) {
        views(batch).forEach(view -> {
            for (Profile profile : Profile.values()) {
                Picture picture = read(Timeline.svg(view, profile));
                List<Picture.Text> texts = picture.texts();
                List<Picture.Text> outside = texts.stream()
                        .filter(text -> text.left() < 0
                                || text.right() > profile.width()
                                || text.top() < 0
                                || text.bottom() > picture.height())
                        .toList();
                assertThat(outside).as(view::toString).isEmpty();
                assertThat(meeting(texts)).as(view::toString).isEmpty();
            }
        });
    }

    private static List<String> meeting(List<Picture.Text> texts) {
        List<String> meeting = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                if (texts.get(i).meets(texts.get(j))) {
                    meeting.add(texts.get(i) + " and " + texts.get(j));
                }
            }
        }
        return meeting;
    }

    @ParameterizedTest
    @MethodSource("batches")
    void terminal_and_picture_agree_at_the_middle_of_each_cell(int batch) {
        views(batch).forEach(view -> {
            List<Picture.DrawnBar> bars = read(Timeline.svg(view, Profile.WIDE)).bars();
            List<String> lines = Timeline.terminal(view, new TerminalLook(80, true, false))
                    .lines()
                    .toList();
            int head = lines.indexOf("") + 3;
            for (int lane = 0; lane < view.lanes().size(); lane++) {
                String line = lines.get(head + lane) + " ".repeat(80);
                assertThat(line).startsWith(view.lanes().get(lane).version() + " ");
                List<Optional<Span>> spans =
                        new Cells(view, 40).spans(view.lanes().get(lane));
                for (int cell = 0; cell < 40; cell++) {
                    Cell of = new Cell(view, lane, cell);
                    boolean taken = spans.get(cell)
                            .filter(span -> !span.covers(of.middle()))
                            .isPresent();
                    holdCell(of, taken, line.charAt(20 + cell), bars);
                }
            }
        });
    }

    private record Cell(TimelineView view, int index, int at) {
        private Lane lane() {
            return view.lanes().get(index);
        }

        private Instant middle() {
            Duration half = Duration.between(view.from(), view.to()).dividedBy(80);
            return view.from().plus(half.multipliedBy(2L * at + 1));
        }

        private boolean isInside(Picture.DrawnBar bar) {
            boolean candidate = bar.lane().startsWith("(");
            return bar.lane().equals(lane().version().toString())
                    && candidate == lane().version().candidate()
                    && !middle().isBefore(Instant.parse(bar.from()))
                    && (bar.to().isEmpty() || middle().isBefore(Instant.parse(bar.to())));
        }
    }

    /// @param taken a short span has the cell that is not at its middle
    private static void holdCell(Cell cell, boolean taken, char shown, List<Picture.DrawnBar> bars) {
        Optional<Kind> drawn = bars.stream().filter(cell::isInside).findFirst().map(bar -> Kind.valueOf(bar.kind()));
        boolean end = "┤›‹".indexOf(shown) >= 0
                || shown == '×' && drawn.filter(Kind.REFUSED::equals).isEmpty();
        if (end || taken) {
            return;
        }
        boolean later = !cell.middle().isBefore(cell.view().now());
        List<Character> right =
                drawn.map(kind -> List.of(Glyph.of(kind, later).in(true))).orElse(List.of(' ', '┃', '┆'));
        assertThat(right).as(cell::toString).contains(shown);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void a_live_span_has_a_cell_if_only_one_is_short(int batch) {
        views(batch)
                .forEach(view -> view.lanes().stream()
                        .filter(lane -> !lane.hasEnded() && lane.spans().size() == 1)
                        .filter(lane -> lane.spans().getFirst().meets(view.from(), view.to()))
                        .forEach(lane -> assertThat(new Cells(view, 40).spans(lane))
                                .contains(Optional.of(lane.spans().getFirst()))));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void pictures_are_small(int batch) {
        views(batch).forEach(view -> {
            for (Profile profile : Profile.values()) {
                String svg = Timeline.svg(view, profile);
                assertThat(svg.getBytes(StandardCharsets.UTF_8).length)
                        .as(view::toString)
                        .isLessThan(LARGEST);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("batches")
    void lines_of_a_terminal_fit_it(int batch) {
        views(batch)
                .forEach(view -> assertThat(Timeline.terminal(view, new TerminalLook(80, false, false))
                                .lines())
                        .allSatisfy(line ->
                                assertThat(line).hasSizeLessThanOrEqualTo(80).matches("[ -~]*")));
    }

    private static Picture read(String svg) {
        try {
            return Picture.of(svg);
        } catch (Exception broken) {
            throw new AssertionError("not well-formed: " + svg, broken);
        }
    }
}
