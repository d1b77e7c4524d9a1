// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Dates;
import dev.keyturn.operator.provision.Duty;
import dev.keyturn.operator.provision.Events;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the former password of a Redis at its date, again and again until every node is seen to refuse it; and whatever
/// else gets in that nobody will end.
public final class GraceEnds implements Duty<Redis> {
    private static final Logger LOG = LoggerFactory.getLogger(GraceEnds.class);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration UNDATED = Duration.ofMinutes(2);
    private static final String DELAYED = "RetireDelayed";

    private final Cluster cluster;
    private final FormerPassword former;
    private final Events events;
    private final InstantSource clock;

    public GraceEnds(Cluster cluster, FormerPassword former, InstantSource clock) {
        this.cluster = cluster;
        this.former = former;
        this.events = new Events(cluster, clock);
        this.clock = clock;
    }

    /// A request that is at work ends what it finds itself.
    @Override
    public Optional<Instant> attend(Redis seen) {
        Optional<Instant> date = Dates.PREVIOUS_VALID_UNTIL.of(seen);
        if (date.filter(clock.instant()::isBefore).isPresent()) {
            return date;
        }
        return cluster.newest(seen).filter(database -> !Pause.stands(database)).flatMap(this::end);
    }

    private Optional<Instant> end(Redis database) {
        Optional<Instant> date = Dates.PREVIOUS_VALID_UNTIL.of(database);
        Instant now = clock.instant();
        if (date.filter(now::isBefore).isPresent()) {
            return date;
        }
        Optional<String> trouble = date.isPresent() ? former.retireNow(database) : former.mend(database);
        if (trouble.isEmpty()) {
            return Optional.of(now.plus(NOW_AND_THEN));
        }
        delayed(database, trouble.orElseThrow(), now);
        return Optional.of(now.plus(pace(Duration.between(date.orElse(now.minus(UNDATED)), now))));
    }

    private void delayed(Redis database, String why, Instant now) {
        LOG.atWarn()
                .addKeyValue("kind", database.getKind())
                .addKeyValue("namespace", database.getMetadata().getNamespace())
                .addKeyValue("name", database.getMetadata().getName())
                .addKeyValue("why", why)
                .log("a password besides the published one cannot be ended now; it is tried again");
        var said = new Ground.Said(
                DELAYED,
                "A password besides the published one still logs in, or may: " + why
                        + ". It is tried again until every node refuses it");
        events.warn(database, said, hour(now));
    }

    /// Less and less often, the longer it lasts.
    static Duration pace(Duration since) {
        Duration half = since.dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return half.compareTo(NOW_AND_THEN) < 0 ? half : NOW_AND_THEN;
    }

    private static String hour(Instant now) {
        return "hour " + now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    }
}
