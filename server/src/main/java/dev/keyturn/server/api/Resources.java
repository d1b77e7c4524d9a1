// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.audit.AuditReader;
import dev.keyturn.server.audit.ChainWatch;
import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.auth.Authenticator;
import dev.keyturn.server.auth.Logins;
import dev.keyturn.server.sql.Database;

/// The classes that answer, one for each resource, and what stands before most of them.
public record Resources(
        Authenticator authenticator,
        Recorder recorder,
        StatusResource status,
        DocsResource docs,
        AuditResource audit,
        WebhookResource webhooks,
        Access access,
        Content content,
        RotationApi rotations) {

    /// Who may call.
    record Access(
            BootstrapResource bootstrap,
            TokenResource tokens,
            IdentityResource identities,
            UniversalAuthResource universalAuth,
            MembershipResource memberships,
            RoleResource roles,
            PersonResource people) {}

    /// What is kept for consumers.
    record Content(
            ProjectResource projects,
            RightsResource rights,
            EnvironmentResource environments,
            EnvironmentResource olderEnvironments,
            FolderResource folders,
            SecretRoutes secrets,
            TagResource tags,
            TagResource olderTags) {}

    /// Everything about secrets.
    record SecretRoutes(
            SecretReads reads,
            SecretWrites writes,
            SecretBatches batches,
            SecretRelocation relocation,
            SecretImportResource imports) {}

    /// Wires the resources to what they work on.
    public static Resources of(Domain domain, StatusResource status, ChainWatch watch, RotationApi rotations) {
        return new Resources(
                Authenticator.byToken(domain.accounts().tokens()),
                new Recorder(domain.audit(), domain.store().clock()),
                status,
                new DocsResource(),
                audit(domain, watch),
                webhooks(domain),
                access(domain),
                content(domain),
                rotations);
    }

    /// The same resources behind another door.
    public Resources behind(Authenticator other, Recorder telling) {
        return new Resources(other, telling, status, docs, audit, webhooks, access, content, rotations);
    }

    private static AuditResource audit(Domain domain, ChainWatch watch) {
        var database = domain.store().database();
        return new AuditResource(
                database, domain.places().permissions(), new AuditReader(database, domain.audit()), watch);
    }

    private static WebhookResource webhooks(Domain domain) {
        var store = domain.store();
        return new WebhookResource(
                store.database(), domain.places(), domain.webhooks(), store.randomness(), store.clock());
    }

    private static Access access(Domain domain) {
        var database = domain.store().database();
        var accounts = domain.accounts();
        var permissions = domain.places().permissions();
        var limit = accounts.limit();
        var logins = new Logins(
                database,
                accounts.universalAuths(),
                accounts.clientSecrets(),
                accounts.tokens(),
                domain.store().clock());
        return new Access(
                new BootstrapResource(accounts.installation(), limit),
                new TokenResource(logins, accounts.tokens(), limit),
                new IdentityResource(database, accounts.identities(), permissions),
                new UniversalAuthResource(
                        database,
                        accounts.identities(),
                        accounts.universalAuths(),
                        accounts.clientSecrets(),
                        permissions),
                new MembershipResource(
                        database, accounts.identities(), accounts.memberships(), accounts.roles(), permissions),
                new RoleResource(database, accounts.roles(), accounts.memberships(), permissions),
                new PersonResource(
                        database, accounts.people(), permissions, domain.store().randomness()));
    }

    private static Content content(Domain domain) {
        var database = domain.store().database();
        var places = domain.places();
        var parts = SecretParts.of(domain);
        return new Content(
                new ProjectResource(database, places, domain.accounts().memberships()),
                new RightsResource(database, places),
                EnvironmentResource.newer(database, places),
                EnvironmentResource.older(database, places),
                new FolderResource(database, places),
                secrets(database, places, parts),
                TagResource.newer(database, places, parts.tags()),
                TagResource.older(database, places, parts.tags()));
    }

    private static SecretRoutes secrets(Database database, Places places, SecretParts parts) {
        var transactions = new SecretTransactions(database, places, parts);
        return new SecretRoutes(
                new SecretReads(database, places, parts),
                new SecretWrites(transactions),
                new SecretBatches(transactions),
                new SecretRelocation(transactions, parts.secrets()),
                new SecretImportResource(database, places, parts));
    }
}
