// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as Go writes it, `1h30m` or `250ms`. It is kept as it was written: the schema refuses what is none,
/// but a foreign definition of the resource may not.
public record GoDuration(@JsonValue String text) {

    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "µs", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GoDuration {}

    /// The same as a value; empty if the text is no duration, or a negative one.
    public Optional<Duration> value() {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(lengthOf(part));
            end = part.end();
        }
        return end > 0 && end == text.length() ? Optional.of(sum) : Optional.empty();
    }

    private static Duration lengthOf(Matcher part) {
        var unit = BigDecimal.valueOf(
                UNITS.getOrDefault(part.group(2), Duration.ZERO).toNanos());
        var nanos = new BigDecimal(part.group(1)).multiply(unit).toBigInteger();
        var perSecond = BigInteger.valueOf(1_000_000_000);
        var parts = nanos.divideAndRemainder(perSecond);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
