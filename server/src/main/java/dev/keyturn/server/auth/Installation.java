// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.Organizations.Organization;
import dev.keyturn.server.crypto.PasswordHash;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.data.DataFolder;
import dev.keyturn.server.data.StartRefused;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a fresh installation, once: its organisation, its first person, and the identity that automation uses.
///
/// Until then `setup-token` lies in the data folder; who can read it, or sits at the machine itself, may open.
public final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final String SETUP_TOKEN = "setup-token";
    private static final String FIRST_IDENTITY = "Instance Admin Identity";

    private final Database database;
    private final DataFolder folder;
    private final Parts parts;
    private final Randomness randomness;

    /// What an installation is made of.
    public record Parts(Organizations organizations, Identities identities, People people, AccessTokens tokens) {}

    public Installation(Database database, DataFolder folder, Parts parts, Randomness randomness) {
        this.database = database;
        this.folder = folder;
        this.parts = parts;
        this.randomness = randomness;
    }

    /// Who opens. The password is hashed and forgotten.
    public record Opening(String email, String password, String organization) {
        @Override
        public String toString() {
            return "opening of " + organization;
        }
    }

    /// @param token the access token of the identity, known here for the only time
    public record Opened(Person person, Organization organization, Identity identity, String token) {
        @Override
        public String toString() {
            return "opened " + organization.name();
        }
    }

    public boolean isOpen() {
        return database.read(parts.organizations()::find).isPresent();
    }

    /// Makes the setup token where it is needed, and removes it where it is not.
    public void prepare() {
        if (isOpen()) {
            folder.remove(SETUP_TOKEN);
        } else if (folder.read(SETUP_TOKEN).isEmpty()) {
            folder.write(SETUP_TOKEN, randomness.secret() + "\n");
        }
    }

    public boolean isSetupToken(String text) {
        return folder.read(SETUP_TOKEN)
                .map(token -> MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    /// @return empty if the installation is open already
    public Optional<Opened> open(Opening opening) {
        return open(opening, _ -> {});
    }

    /// As [#open(Opening)]; the token goes into a file of mode 0600, before the installation is open.
    public Optional<Opened> open(Opening opening, Path tokenFile) {
        return open(opening, token -> DataFolder.writePrivately(tokenFile, token + "\n"));
    }

    private Optional<Opened> open(Opening opening, Consumer<String> beforeCommit) {
        if (isOpen()) {
            return Optional.empty();
        }
        var hash = PasswordHash.of(opening.password(), randomness.source());
        try {
            var opened = database.transaction(session -> {
                var made = make(session, opening, hash);
                beforeCommit.accept(made.token());
                return made;
            });
            removeSetupToken();
            return Optional.of(opened);
        } catch (Conflict _) {
            return Optional.empty();
        }
    }

    private Opened make(Session session, Opening opening, String passwordHash) {
        var organization = parts.organizations().create(session, opening.organization());
        var person = parts.people()
                .create(
                        session,
                        organization.id(),
                        new People.Draft(opening.email(), passwordHash, OrganizationRole.ADMIN, true));
        var identity = parts.identities().create(session, organization.id(), FIRST_IDENTITY, OrganizationRole.ADMIN);
        return new Opened(person, organization, identity, parts.tokens().issuePermanent(session, identity.id()));
    }

    private void removeSetupToken() {
        try {
            folder.remove(SETUP_TOKEN);
        } catch (StartRefused e) {
            // it opens nothing any more; the next start tries again
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("setup token not removed");
        }
    }
}
