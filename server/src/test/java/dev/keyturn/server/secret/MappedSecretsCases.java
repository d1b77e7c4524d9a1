// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.secret.Secrets.OwnedByRotation;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import dev.keyturn.server.sql.StoreAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a rotation may do with the secrets that it owns, and what clients may not, on any store.
abstract class MappedSecretsCases {
    private static final RotationId ROTATION = new RotationId("11111111-1111-4111-8111-111111111111");
    private static final RotationId OTHER = new RotationId("22222222-2222-4222-8222-222222222222");
    private static final Map<String, String> NAMES = Map.of("username", "USER", "password", "PASS");

    private final Randomness randomness = new Randomness(new SecureRandom());
    private final InstantSource clock = () -> Instant.parse("2026-03-05T09:00:00Z");
    private final Keyring keyring = new Keyring(RootKey.random(randomness.source()), randomness.source());
    private final Folders folders = new Folders(randomness, clock);
    private final Environments environments = new Environments(folders, randomness, clock);
    private final Secrets secrets = new Secrets(keyring, folders, randomness, clock);
    private final MappedSecrets mapped = new MappedSecrets(keyring, folders, randomness, clock);

    private Database database;
    private ProjectId project;
    private Folder folder;

    /// An empty store.
    abstract StoreAddress address();

    @BeforeEach
    void open() {
        database = Database.open(address());
        database.migrate();
        project = database.transaction(this::makeProject);
        folder = database.read(session -> {
            var dev = environments.find(session, project, "dev").orElseThrow();
            return folders.find(session, dev.id(), FolderPath.ROOT).orElseThrow();
        });
    }

    private ProjectId makeProject(Session session) {
        session.update(
                "INSERT INTO organization (id, name, slug, singleton, signing_key, created_at)"
                        + " VALUES ('o', 'Org', 'org', 1, ?, 0)",
                new byte[] {1});
        var draft = new Projects.Draft("o", "Shop", Optional.empty(), Optional.empty(), "secret-manager");
        return new Projects(environments, keyring, randomness, clock)
                .create(session, draft)
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reserve(RotationId rotation, Map<String, String> names) {
        database.change(session -> mapped.reserve(session, rotation, folder.id(), names));
    }

    private void publish(String password, int version) {
        var values = Map.of("username", "app", "password", password);
        database.change(session -> mapped.publish(session, project, ROTATION, values, version));
    }

    private void rename(Map<String, String> names) {
        database.change(session -> mapped.rename(session, project, ROTATION, folder.id(), names));
    }

    private Optional<Secret> find(String name) {
        return database.read(session -> secrets.find(session, project, folder.id(), name));
    }

    private static final Recipient EVERYTHING = new Recipient() {
        @Override
        public boolean reads(String environment, FolderPath path) {
            return true;
        }

        @Override
        public void given(Secret secret) {
            // nobody asks
        }
    };

    private String expanded(Secret secret) {
        var references = new References(environments, folders, secrets);
        return database.read(session -> references.expand(session, project, secret, EVERYTHING));
    }

    private List<String> taken(List<String> names) {
        return database.read(session -> mapped.taken(session, ROTATION, folder.id(), names));
    }

    private static Content content(String value) {
        return new Content(value, "", List.of(), false);
    }

    private Secret write(String name, String value) {
        return database.transaction(
                session -> secrets.create(session, project, folder.id(), name, content(value), "test"));
    }

    private Secret change(Secret secret, String name, Content content) {
        return database.transaction(session -> secrets.change(session, project, secret, name, content, "test"));
    }

    @Test
    void a_field_that_comes_later_gets_its_secret_and_one_that_goes_leaves_it_to_the_clients() {
        reserve(ROTATION, NAMES);
        publish("one", 1);
        var with = Map.of("username", "USER", "password", "PASS", "verifier", "VERIFIER");
        var values = Map.of("username", "app", "password", "one", "verifier", "SCRAM");

        rename(with);
        database.change(session -> mapped.publish(session, project, ROTATION, values, 1));
        var held = find("VERIFIER").orElseThrow();
        rename(NAMES);
        var left = find("VERIFIER").orElseThrow();

        assertThat(held.content().value()).isEqualTo("SCRAM");
        assertThat(held.rotated()).isPresent();
        assertThat(find("PASS").orElseThrow().version())
                .as("nothing else changed")
                .isEqualTo(1);
        assertThat(left.content().value()).isEqualTo("SCRAM");
        assertThat(left.rotated()).isEmpty();
        assertThat(taken(List.of("VERIFIER"))).containsExactly("VERIFIER");
    }

    @Test
    void a_publication_gives_each_secret_exactly_one_version() {
        reserve(ROTATION, NAMES);

        publish("one", 1);
        publish("two", 2);

        var secret = find("PASS").orElseThrow();
        assertThat(secret.content().value()).isEqualTo("two");
        assertThat(secret.version()).isEqualTo(2);
        assertThat(secret.rotated().orElseThrow().credentialVersion()).isEqualTo(2);
        assertThat(find("USER").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void a_publication_repeated_after_a_crash_makes_no_second_version() {
        reserve(ROTATION, NAMES);
        publish("one", 1);

        publish("one", 1);

        assertThat(find("PASS").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void a_publication_that_is_rolled_back_leaves_nothing() {
        reserve(ROTATION, NAMES);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.change(session -> {
                    mapped.publish(session, project, ROTATION, Map.of("username", "app", "password", "one"), 1);
                    throw new IllegalStateException("crash");
                }));

        assertThat(find("PASS")).isEmpty();
    }

    @Test
    void names_are_held_before_anything_is_published() {
        reserve(ROTATION, NAMES);

        assertThatExceptionOfType(NameTaken.class).isThrownBy(() -> write("USER", "mine"));
        assertThatExceptionOfType(NameTaken.class)
                .isThrownBy(() -> reserve(OTHER, Map.of("username", "X", "password", "PASS")))
                .satisfies(taken -> assertThat(taken.names()).containsExactly("PASS"));
    }

    @Test
    void names_of_clients_are_not_taken_from_them() {
        write("PASS", "mine");

        assertThatExceptionOfType(NameTaken.class).isThrownBy(() -> reserve(ROTATION, NAMES));
        assertThat(taken(List.of("PASS", "FREE"))).containsExactly("PASS");
    }

    @Test
    void clients_change_comments_and_nothing_else() {
        reserve(ROTATION, NAMES);
        publish("one", 1);
        var secret = find("PASS").orElseThrow();

        var commented = change(secret, "PASS", new Content("one", "a note", List.of(), false));

        assertThat(commented.content().comment()).isEqualTo("a note");
        assertThat(commented.rotated().orElseThrow().credentialVersion()).isEqualTo(1);
        assertThatExceptionOfType(OwnedByRotation.class).isThrownBy(() -> change(commented, "PASS", content("mine")));
        assertThatExceptionOfType(OwnedByRotation.class)
                .isThrownBy(() -> change(commented, "OTHER", commented.content()));
        assertThatExceptionOfType(OwnedByRotation.class)
                .isThrownBy(() -> database.change(session -> secrets.delete(session, commented)));
    }

    @Test
    void a_comment_survives_the_next_publication() {
        reserve(ROTATION, NAMES);
        publish("one", 1);
        change(find("PASS").orElseThrow(), "PASS", new Content("one", "a note", List.of(), false));

        publish("two", 2);

        assertThat(find("PASS").orElseThrow().content().comment()).isEqualTo("a note");
    }

    @Test
    void renaming_keeps_id_and_value_and_adds_a_version_where_the_name_changes() {
        reserve(ROTATION, NAMES);
        publish("one", 1);
        var before = find("PASS").orElseThrow();

        rename(Map.of("username", "USER", "password", "SECRET"));

        var after = find("SECRET").orElseThrow();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.content().value()).isEqualTo("one");
        assertThat(after.version()).isEqualTo(2);
        assertThat(find("USER").orElseThrow().version()).isEqualTo(1);
        assertThat(write("PASS", "free again").version()).isEqualTo(1);
    }

    @Test
    void two_names_may_change_places() {
        reserve(ROTATION, NAMES);
        publish("one", 1);

        rename(Map.of("username", "PASS", "password", "USER"));

        assertThat(find("USER").orElseThrow().content().value()).isEqualTo("one");
        assertThat(find("PASS").orElseThrow().content().value()).isEqualTo("app");
    }

    @Test
    void a_renamed_mapping_holds_its_new_names() {
        reserve(ROTATION, NAMES);
        write("TAKEN", "mine");

        assertThatExceptionOfType(NameTaken.class)
                .isThrownBy(() -> rename(Map.of("username", "USER", "password", "TAKEN")));
        rename(Map.of("username", "USER", "password", "SECRET"));
        publish("one", 1);

        assertThat(find("SECRET")).isPresent();
        assertThat(find("PASS")).isEmpty();
    }

    @Test
    void released_secrets_are_ordinary_but_stay_literal_until_they_are_edited() {
        reserve(ROTATION, NAMES);
        publish("${USER}", 1);

        database.change(session -> mapped.release(session, ROTATION));

        var released = find("PASS").orElseThrow();
        assertThat(released.rotated()).isEmpty();
        assertThat(expanded(released)).isEqualTo("${USER}");
        var edited = change(released, "PASS", content("${USER}!"));
        assertThat(expanded(edited)).isEqualTo("app!");
    }

    @Test
    void a_generated_value_is_literal_when_another_secret_refers_to_it() {
        reserve(ROTATION, NAMES);
        publish("a${USER}$1\\", 1);
        var url = write("URL", "redis://${PASS}@host");

        assertThat(expanded(url)).isEqualTo("redis://a${USER}$1\\@host");
    }

    @Test
    void deleted_secrets_are_gone_with_their_names() {
        reserve(ROTATION, NAMES);
        publish("one", 1);

        database.change(session -> mapped.delete(session, ROTATION));

        assertThat(find("PASS")).isEmpty();
        assertThat(write("PASS", "free again").version()).isEqualTo(1);
    }

    @Test
    void a_place_that_holds_a_rotation_cannot_go() {
        reserve(ROTATION, NAMES);

        assertThat(database.<Boolean>read(session -> folders.holdsRotation(session, folder)))
                .isTrue();
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> database.change(session -> environments.delete(session, folder.environment())));
    }

    @Test
    void a_value_that_was_moved_in_the_store_does_not_open() {
        reserve(ROTATION, NAMES);
        publish("one", 1);
        publish("two", 2);
        database.change(
                session -> session.update("UPDATE secret_version SET content = (SELECT v.content FROM secret_version v"
                        + " WHERE v.secret_id = secret_version.secret_id AND v.version = 1) WHERE version = 2"));

        assertThatExceptionOfType(dev.keyturn.server.crypto.Tampered.class).isThrownBy(() -> find("PASS"));
    }
}
