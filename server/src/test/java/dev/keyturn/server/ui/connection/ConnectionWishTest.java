// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.server.ui.part.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionWishTest {
    private static final JsonNode STORED = json("""
        {"name":"cache","description":null,"app":"redis","projectId":null,"isPlatformManagedCredentials":false,
        "credentials":{"host":"cache-1","port":6379,"username":"rotator","sslEnabled":true,"sslRejectUnauthorized":true},
        "nodes":[{"host":"cache-1","port":6379}]}\
        """);

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void makes_one_of_what_was_typed() {
        var typed = new Typed(Map.of(
                "name",
                "cache",
                "host",
                " cache-1 ",
                "port",
                "6379",
                "username",
                "rotator",
                "tls",
                "on",
                "nodes",
                "cache-1:6379\r\n\r\ncache-2"));

        assertThat(new ConnectionWish(typed, "s3cret").creation()).isEqualTo(json("""
            {"name":"cache","nodes":[{"host":"cache-1","port":"6379"},{"host":"cache-2"}],
            "method":"username-and-password","isPlatformManagedCredentials":false,
            "credentials":{"host":"cache-1","port":"6379","username":"rotator","sslEnabled":true,
            "sslRejectUnauthorized":true,"password":"s3cret"}}\
            """));
    }

    @Test
    void sends_no_credentials_if_nothing_about_them_changed() {
        var typed = ConnectionWish.of(STORED).typed().with("name", "other");

        assertThat(new ConnectionWish(typed, "").changes(STORED))
                .isEqualTo(json("{\"name\":\"other\",\"description\":null}"));
    }

    @Test
    void keeps_the_password_that_is_not_typed() {
        var typed = ConnectionWish.of(STORED).typed();

        var otherwise = new ConnectionWish(typed.with("unchecked", "on"), "").changes(STORED);
        var anew = new ConnectionWish(typed, "s3cret").changes(STORED);

        assertThat(otherwise.at("/credentials/password").isNull()).isTrue();
        assertThat(otherwise.at("/credentials/sslRejectUnauthorized").asBoolean())
                .isFalse();
        assertThat(anew.at("/credentials/password").asText()).isEqualTo("s3cret");
        assertThat(new ConnectionWish(typed, "s3cret").toString()).doesNotContain("s3cret");
    }
}
