// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.audit.AuditLog;
import dev.keyturn.server.auth.AccessTokens;
import dev.keyturn.server.auth.ClientSecrets;
import dev.keyturn.server.auth.CustomRoles;
import dev.keyturn.server.auth.Identities;
import dev.keyturn.server.auth.Installation;
import dev.keyturn.server.auth.LoginLimit;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.Organizations;
import dev.keyturn.server.auth.People;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.UniversalAuths;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.data.DataFolder;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.secret.Environments;
import dev.keyturn.server.secret.Folders;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.webhook.Webhooks;
import java.time.InstantSource;

/// What the resources work on: one object of each kind for the whole server.
public record Domain(
        Store store,
        Accounts accounts,
        Places places,
        Secrets secrets,
        MappedSecrets mappedSecrets,
        Readers readers,
        AuditLog audit,
        Webhooks webhooks) {

    /// What everything that is kept is kept with.
    public record Store(Database database, Keyring keyring, Randomness randomness, InstantSource clock) {}

    /// Who there is, and how they prove it.
    public record Accounts(
            Identities identities,
            Memberships memberships,
            CustomRoles roles,
            UniversalAuths universalAuths,
            ClientSecrets clientSecrets,
            AccessTokens tokens,
            People people,
            LoginLimit limit,
            Installation installation) {}

    /// Wires them to one another.
    public static Domain of(Store store, DataFolder folder, Readers readers, AuditLog audit, Webhooks webhooks) {
        var randomness = store.randomness();
        var clock = store.clock();
        var folders = new Folders(randomness, clock, webhooks.outbox());
        var environments = new Environments(folders, randomness, clock);
        var projects = new Projects(environments, store.keyring(), randomness, clock);
        var accounts = accounts(store, folder);
        return new Domain(
                store,
                accounts,
                new Places(projects, environments, folders, new Permissions(accounts.roles())),
                new Secrets(store.keyring(), folders, randomness, clock),
                new MappedSecrets(store.keyring(), folders, randomness, clock),
                readers,
                audit,
                webhooks);
    }

    private static Accounts accounts(Store store, DataFolder folder) {
        var randomness = store.randomness();
        var clock = store.clock();
        var identities = new Identities(randomness, clock);
        var organizations = new Organizations(store.keyring(), randomness, clock);
        var tokens = new AccessTokens(store.database(), organizations, randomness, clock);
        var people = new People(randomness, clock);
        var parts = new Installation.Parts(organizations, identities, people, tokens);
        return new Accounts(
                identities,
                new Memberships(randomness, clock),
                new CustomRoles(randomness, clock),
                new UniversalAuths(randomness, clock),
                new ClientSecrets(store.keyring(), randomness, clock),
                tokens,
                people,
                new LoginLimit(clock),
                new Installation(store.database(), folder, parts, randomness));
    }
}
