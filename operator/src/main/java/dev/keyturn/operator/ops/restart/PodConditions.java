// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.operator.ops.request.Ledger;
import java.time.Instant;
import java.util.Locale;

/// How the entries of single pods are named, engine by engine (contract §8.9).
public enum PodConditions {
    REDIS("EvictPod", "IsPodReady"),
    POSTGRES("EvictPod", "CheckPodReady"),
    MSSQLSERVER("EvictPod", "CheckPodRunning");

    private static final String SUFFIX = "--";
    private static final String GET = "GetPod";
    private static final String HANDOVER = "Handover";

    private final String evict;
    private final String back;

    PodConditions(String evict, String back) {
        this.evict = evict;
        this.back = back;
    }

    /// @param kind of the database
    public static PodConditions ofKind(String kind) {
        return valueOf(kind.toUpperCase(Locale.ROOT));
    }

    /// The reason of the event that tells of an entry.
    public static String reason(String type) {
        int suffix = type.indexOf(SUFFIX);
        return suffix < 0 ? type : type.substring(0, suffix);
    }

    /// Writes down what a restart has come to. What has happened once stays so.
    public Ledger told(Ledger ledger, Progress progress, Instant now) {
        boolean alone = progress.tally().pods() == 1;
        Ledger told = ledger;
        for (PodStep step : progress.tally().steps()) {
            told = told(told, step, alone, now);
        }
        return progress instanceof Progress.Done ? summed(told, now) : told;
    }

    private Ledger told(Ledger ledger, PodStep step, boolean alone, Instant now) {
        return switch (step.kind()) {
            case EVICTED -> evicted(ledger, step, alone, now);
            case BACK -> entry(ledger, back, step, now);
            case HANDED_OVER -> entry(ledger, HANDOVER, step, now);
        };
    }

    private Ledger evicted(Ledger ledger, PodStep step, boolean alone, Instant now) {
        return switch (this) {
            case REDIS -> entry(ledger, evict, step, now);
            case POSTGRES -> alone ? whole(ledger, evict, step.holds(), now) : entry(ledger, evict, step, now);
            case MSSQLSERVER ->
                entry(entry(ledger, GET, new PodStep(step.kind(), step.pod(), true), now), evict, step, now);
        };
    }

    /// Postgres says at the end what is true of all.
    private Ledger summed(Ledger ledger, Instant now) {
        return this == POSTGRES ? whole(whole(ledger, evict, true, now), back, true, now) : ledger;
    }

    private static Ledger entry(Ledger ledger, String words, PodStep step, Instant now) {
        String type = words + SUFFIX + step.pod();
        boolean holds = step.holds() || ledger.isTrue(type);
        return ledger.entry(type, holds, message(words, holds) + "; PodName:" + step.pod(), now);
    }

    private static Ledger whole(Ledger ledger, String words, boolean holds, Instant now) {
        boolean still = holds || ledger.isTrue(words);
        return ledger.entry(words, still, message(words, still), now);
    }

    /// `EvictPod` as `evict pod`.
    private static String message(String words, boolean holds) {
        String spoken = words.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return spoken + "; ConditionStatus:" + (holds ? "True" : "False");
    }
}
