// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.ops.request.OpenRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often the steps before the publication were begun anew (`maxRetries`), as an annotation of the request says.
///
/// @param since when the last time began
record Repetition(int count, Optional<Instant> since) {
    private static final String ANNOTATION = "keyturn.dev/repeated";
    private static final Pattern SAID = Pattern.compile("(\\d{1,6})@(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)");

    static Repetition of(OpenRequest request) {
        Matcher said = SAID.matcher(request.annotations().getOrDefault(ANNOTATION, ""));
        return said.matches()
                ? new Repetition(Integer.parseInt(said.group(1)), Optional.of(Instant.parse(said.group(2))))
                : new Repetition(0, Optional.empty());
    }

    void once(OpenRequest request, Instant now) {
        request.annotate(ANNOTATION, (count + 1) + "@" + now.truncatedTo(ChronoUnit.SECONDS));
    }
}
