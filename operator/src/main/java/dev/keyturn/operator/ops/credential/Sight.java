// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;
import java.time.Instant;
import java.util.Optional;

/// One look at a request and at what it changes, read uncached.
///
/// @param revision        of everything that was read; a write that rests on another one is refused
/// @param startedAt       when the request began
/// @param intent          empty: no database was touched
/// @param publishedAt     since when the published pair is published
/// @param contradictions  how many turns in a row no password that we know was accepted
/// @param trouble         what the last turn met with
/// @param mayRetire       whether nothing but the former password's own time keeps it from ending
record Sight(
        long revision,
        Instant startedAt,
        Optional<Intent> intent,
        Intent.Pair published,
        Instant publishedAt,
        Course course,
        int contradictions,
        Optional<Failure> trouble,
        boolean mayRetire) {}
