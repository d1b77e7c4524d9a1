// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.auth.Sessions.FormToken;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.StoreAddress;
import dev.keyturn.server.ui.part.Typed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTableTest {
    private static final FormToken OWNER = new FormToken("owner");
    private static final Draft DRAFT = new Draft(
            "shop", Step.PARAMETERS, new Typed(Map.of("type", "redis-credentials", "scope", "~canary:* +@read")));

    private final Randomness randomness = new Randomness(new Random(5));
    private final Keyring keyring = new Keyring(RootKey.random(randomness.source()), randomness.source());
    private Instant now = Instant.parse("2026-03-05T09:00:00Z");
    private Database database;

    @TempDir
    private Path data = Path.of("");

    @BeforeEach
    void open() {
        database = Database.open(new StoreAddress.Embedded(data.resolve("keyturn.db")));
        database.migrate();
        database.change(session -> keyring.make(session, KeyScope.ORGANIZATION));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private DraftTable table() {
        return new DraftTable(database, keyring, randomness, () -> now);
    }

    @Test
    void is_known_to_every_server_but_to_no_other_session() {
        String id = table().begin(OWNER, DRAFT);

        assertThat(table().find(OWNER, id)).contains(DRAFT);
        assertThat(table().find(new FormToken("other"), id)).isEmpty();
        assertThat(table().find(OWNER, "unknown")).isEmpty();
    }

    @Test
    void lives_for_half_an_hour_after_its_last_change() {
        var drafts = table();
        String id = drafts.begin(OWNER, DRAFT);

        now = now.plusSeconds(29 * 60);
        drafts.keep(OWNER, id, DRAFT.reaching(Step.REVIEW));
        now = now.plusSeconds(29 * 60);

        assertThat(drafts.find(OWNER, id)).contains(DRAFT.reaching(Step.REVIEW));
        now = now.plusSeconds(60);
        assertThat(drafts.find(OWNER, id)).isEmpty();
    }

    @Test
    void is_removed_when_its_time_is_over_or_its_work_is_done() {
        var drafts = table();
        drafts.begin(OWNER, DRAFT);
        now = now.plusSeconds(31 * 60);

        String id = drafts.begin(OWNER, DRAFT);
        assertThat(rows()).isEqualTo(1);
        drafts.end(new FormToken("other"), id);
        assertThat(rows()).isEqualTo(1);
        drafts.end(OWNER, id);
        assertThat(rows()).isZero();
    }

    @Test
    void does_not_lie_open_in_the_store() {
        table().begin(OWNER, DRAFT);

        byte[] sealed = database.read(
                        session -> session.one("SELECT sealed FROM console_draft", row -> row.bytes("sealed")))
                .orElseThrow();

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }

    private int rows() {
        return database.read(session -> session.list("SELECT id FROM console_draft", row -> row.text("id")))
                .size();
    }
}
