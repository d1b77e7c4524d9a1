// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.operator.crd.GoDuration;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import dev.keyturn.operator.runtime.OperatorConfig.Rotations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a rotation is carried out (contract §8.2). Read once, when it begins, and then kept with its intent.
///
/// @param restart           whether pods are restarted, for the sake of their environment
/// @param gracePeriod       how long the former password stays valid where two can be
/// @param previousRetention how long the former pair stays in the Secret; empty: for ever
public record RotationOptions(Restart restart, Duration gracePeriod, Optional<Duration> previousRetention) {
    public static final String RESTART = "keyturn.dev/restart";
    static final String GRACE_PERIOD = "keyturn.dev/grace-period";
    static final String PREVIOUS_RETENTION = "keyturn.dev/previous-retention";
    private static final String FOR_EVER = "Forever";

    /// What the annotations say, or what is wrong with them.
    public sealed interface Reading {
        record Good(RotationOptions options) implements Reading {}

        /// @param faults each names the annotation, and says what may stand there
        record Bad(List<String> faults) implements Reading {
            public Bad {
                faults = List.copyOf(faults);
            }
        }
    }

    /// The request's annotation wins over the database's, and that over the setting of the operator.
    public static Reading read(Map<String, String> request, Map<String, String> database, Rotations settings) {
        var faults = new ArrayList<String>();
        var options = new RotationOptions(
                said(RESTART, request, database)
                        .flatMap(text -> restart(text, faults))
                        .orElse(settings.restart()),
                said(GRACE_PERIOD, request, database)
                        .flatMap(text -> duration(GRACE_PERIOD, text, faults))
                        .orElse(settings.gracePeriod()),
                retention(said(PREVIOUS_RETENTION, request, database), faults, settings.previousRetention()));
        return faults.isEmpty() ? new Reading.Good(options) : new Reading.Bad(faults);
    }

    private static Optional<String> said(String name, Map<String, String> request, Map<String, String> database) {
        return Optional.ofNullable(request.get(name)).or(() -> Optional.ofNullable(database.get(name)));
    }

    private static Optional<Restart> restart(String text, List<String> faults) {
        return switch (text) {
            case "Rolling" -> Optional.of(Restart.ROLLING);
            case "Never" -> Optional.of(Restart.NEVER);
            default -> {
                faults.add(RESTART + ": \"" + text + "\" is neither Rolling nor Never");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Duration> retention(
            Optional<String> said, List<String> faults, Optional<Duration> otherwise) {
        if (said.isEmpty()) {
            return otherwise;
        }
        return said.filter(text -> !text.equals(FOR_EVER)).flatMap(text -> duration(PREVIOUS_RETENTION, text, faults));
    }

    private static Optional<Duration> duration(String name, String text, List<String> faults) {
        Optional<Duration> value = new GoDuration(text).value();
        if (value.isEmpty()) {
            String forEver = name.equals(PREVIOUS_RETENTION) ? ", or " + FOR_EVER : "";
            faults.add(name + ": \"" + text + "\" is no duration, write for example 30m" + forEver);
        }
        return value;
    }
}
