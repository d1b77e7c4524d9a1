// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Session;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Keeps the one organisation of an installation, and with it the key that signs access tokens. Safe for many threads.
public final class Organizations {
    private static final int SIGNING_KEY_BYTES = 32;
    private static final int LONGEST_SLUG = 50;

    private final Keyring keyring;
    private final Randomness randomness;
    private final InstantSource clock;

    public Organizations(Keyring keyring, Randomness randomness, InstantSource clock) {
        this.keyring = keyring;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// The owner of all projects and identities.
    public record Organization(OrganizationId id, String name, String slug) {}

    /// @throws dev.keyturn.server.sql.Conflict if there is an organisation already
    Organization create(Session session, String name) {
        var id = new OrganizationId(randomness.id());
        var organization = new Organization(id, name, slug(name));
        var envelope = keyring.envelope(session, KeyScope.ORGANIZATION);
        session.update(
                "INSERT INTO organization (id, name, slug, singleton, signing_key, created_at) VALUES (?, ?, ?, 1, ?, ?)",
                id.value(),
                name,
                organization.slug(),
                envelope.seal(place(id), randomness.bytes(SIGNING_KEY_BYTES)),
                clock.instant());
        return organization;
    }

    private static String slug(String name) {
        var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "organization" : slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
    }

    /// Empty until the installation is opened.
    public Optional<Organization> find(Session session) {
        return session.one(
                "SELECT id, name, slug FROM organization",
                row -> new Organization(new OrganizationId(row.text("id")), row.text("name"), row.text("slug")));
    }

    /// Empty until the installation is opened.
    Optional<byte[]> signingKey(Session session) {
        return find(session).map(organization -> {
            var kept = session.one(
                            "SELECT signing_key FROM organization WHERE id = ?",
                            row -> row.bytes("signing_key"),
                            organization.id().value())
                    .orElseThrow();
            return keyring.envelope(session, KeyScope.ORGANIZATION).open(place(organization.id()), kept);
        });
    }

    private static Place place(OrganizationId id) {
        return new Place("organization.signing_key", id.value(), 1);
    }
}
