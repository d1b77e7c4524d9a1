// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cli.demo.DemoDatabases;
import dev.keyturn.cli.demo.DemoRedis;
import dev.keyturn.cli.process.Ending;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RespReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Tag("thorough")
@Timeout(120)
class DemoCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LAST_LINE =
            Pattern.compile("rotations (\\d+), logins (\\d+), refused (\\d+), unreachable (\\d+)");
    private static final Pattern CONNECTIONS = Pattern.compile("total_connections_received:(\\d+)");

    /// More connections than the server makes while it rotates for some minutes: clients are at work.
    private static final long MANY = 300;

    private final DemoDatabases databases = start();
    private final DemoRedis redis = databases.redis();
    private final Ending ending = new Ending();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        databases.close();
    }

    private static DemoDatabases start() {
        try {
            return DemoDatabases.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rotates_and_is_done_when_no_login_was_refused() {
        assertThat(run("--seconds", "7")).as(out.toString() + err).isZero();

        var count = lastLine();
        assertThat(number(count, 1)).isGreaterThanOrEqualTo(3);
        assertThat(number(count, 2)).isPositive();
        assertThat(number(count, 3)).isZero();
        assertThat(number(count, 4)).isZero();
    }

    @Test
    void fails_when_the_published_user_is_deleted_behind_its_back() {
        var code = CompletableFuture.supplyAsync(this::run);

        awaitConnections(MANY);
        deletePublishedUsers();
        awaitConnections(connections(redis.server()) + MANY);
        ending.wish();

        assertThat(code.join()).as(out.toString() + err).isEqualTo(1);
        assertThat(number(lastLine(), 3)).isPositive();
    }

    @Test
    void fails_when_the_password_of_the_published_role_is_changed_behind_its_back() {
        var code = CompletableFuture.supplyAsync(this::run);

        awaitConnections(MANY);
        databases.postgres().server().admin("ALTER ROLE app_a PASSWORD 'x'", "ALTER ROLE app_b PASSWORD 'x'");
        awaitConnections(connections(redis.server()) + MANY);
        ending.wish();

        assertThat(code.join()).as(out.toString() + err).isEqualTo(1);
        assertThat(number(lastLine(), 3)).isPositive();
    }

    @Test
    void shows_an_outage_of_redis_as_what_it_is() {
        var code = CompletableFuture.supplyAsync(this::run);

        awaitConnections(MANY);
        redis.server().kill();
        redis.server().restart();
        awaitConnections(MANY);
        ending.wish();

        var _ = code.join();
        assertThat(out.toString()).contains("The last outage: ");
        assertThat(number(lastLine(), 4)).isPositive();
    }

    @Test
    void never_shows_a_password() {
        assertThat(run("--seconds", "1")).as(out.toString() + err).isZero();

        assertThat(out.toString() + err)
                .doesNotContain(redis.server().setup().admin().password())
                .doesNotContain(databases.postgres().server().setup().superuserPassword());
    }

    @Test
    void says_why_a_database_did_not_start() {
        var code = command(() -> {
                    throw new IllegalStateException("There is no embedded Redis for this machine");
                })
                .execute();

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("no embedded Redis for this machine")
                .doesNotContain("\tat ");
    }

    @Test
    void wants_a_sensible_number_of_seconds() {
        assertThat(run("--seconds", "0")).isEqualTo(2);
        assertThat(run("--seconds", "-1")).isEqualTo(2);
        assertThat(run("--seconds", "soon")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return command(() -> databases).execute(arguments);
    }

    private CommandLine command(Callable<DemoDatabases> target) {
        return new CommandLine(new DemoCommand(() -> ending, target))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private void awaitConnections(long wanted) {
        redis.server().await("clients connect", PATIENCE, () -> connections(redis.server()) >= wanted);
    }

    private static long connections(RedisServer server) {
        var matcher = CONNECTIONS.matcher(server.admin("INFO", "stats").text());
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private void deletePublishedUsers() {
        List<String> ours = redis.server().admin("ACL", "USERS").items().stream()
                .map(RespReply::text)
                .filter(name -> !name.equals("default"))
                .filter(name -> !name.equals(redis.server().setup().admin().name()))
                .toList();
        assertThat(ours).isNotEmpty();
        var _ = redis.server()
                .admin(Stream.concat(Stream.of("ACL", "DELUSER"), ours.stream()).toArray(String[]::new));
    }

    private Matcher lastLine() {
        var matcher = LAST_LINE.matcher(out.toString().lines().reduce("", (_, line) -> line));
        assertThat(matcher.matches()).as(out.toString() + err).isTrue();
        return matcher;
    }

    private static long number(Matcher count, int group) {
        return Long.parseLong(count.group(group));
    }
}
