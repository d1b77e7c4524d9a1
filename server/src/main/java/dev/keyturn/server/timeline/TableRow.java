// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A set in words, nothing shortened: for who cannot see the picture.
///
/// @param published from when to when consumers read it; empty if they never did
/// @param until     how long it logs in
public record TableRow(
        String version, String account, String state, String published, String until, String why, String usedBy) {

    static List<TableRow> of(TimelineView view) {
        Times times = view.times();
        return view.lanes().stream().map(lane -> of(lane, times)).toList();
    }

    private static TableRow of(Lane lane, Times times) {
        UntilText until = UntilText.of(lane.until(), times);
        return new TableRow(
                lane.version().toString(),
                lane.account().name(),
                WordText.of(lane.word()),
                published(lane, times),
                joined(until.what(), until.far()),
                until.why().whole(),
                UseText.whole(lane));
    }

    private static String published(Lane lane, Times times) {
        Optional<Span> span = lane.spans().stream()
                .filter(each -> each.kind() == Kind.PUBLISHED)
                .findFirst();
        return span.map(each -> times.date(each.start())
                        + " – "
                        + each.end().map(times::date).orElse("no end planned"))
                .orElse("");
    }

    private static String joined(Phrase... phrases) {
        return Stream.of(phrases)
                .map(Phrase::whole)
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
