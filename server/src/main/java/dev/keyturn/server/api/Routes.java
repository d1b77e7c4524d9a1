// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.audit.Recording.change;
import static dev.keyturn.server.audit.Recording.read;
import static dev.keyturn.server.audit.Recording.reveal;
import static dev.keyturn.server.audit.Recording.run;
import static dev.keyturn.server.audit.Recording.silent;
import static dev.keyturn.server.http.Verb.DELETE;
import static dev.keyturn.server.http.Verb.GET;
import static dev.keyturn.server.http.Verb.PATCH;
import static dev.keyturn.server.http.Verb.POST;

import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.audit.Recording;
import dev.keyturn.server.auth.Authenticator;
import dev.keyturn.server.auth.Authenticator.CallerHandler;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import java.util.ArrayList;
import java.util.List;

/// The table of contents of the API: every route there is, in the order of the contract. A path without a line here
/// answers 404. `open` needs no login, every other line a caller. Each line ends with what the audit log is told of it;
/// what changes something and is not told is listed in a test.
public final class Routes {
    private final Authenticator authenticator;
    private final Recorder recorder;
    private final List<Route> all = new ArrayList<>();

    private Routes(Authenticator authenticator, Recorder recorder) {
        this.authenticator = authenticator;
        this.recorder = recorder;
    }

    public static List<Route> of(Resources at) {
        var routes = new Routes(at.authenticator(), at.recorder());
        routes.signIn(at.access());
        routes.identities(at.access());
        routes.projects(at.content());
        routes.folders(at.content());
        routes.secrets(at.content().secrets());
        routes.tags("/api/v1/projects/{projectId}/tags", at.content().tags());
        routes.tags("/api/v1/workspace/{projectId}/tags", at.content().olderTags());
        routes.connections(at.rotations().connections());
        routes.rotations(at.rotations());
        routes.webhooks(at.webhooks());
        routes.audit(at.audit());
        routes.state(at.status());
        routes.docs(at.docs());
        return List.copyOf(routes.all);
    }

    /// Contract §7, §7.1
    private void signIn(Resources.Access at) {
        open(POST, "/api/v1/auth/universal-auth/login", at.tokens()::login, change("login-identity-universal-auth"));
        open(POST, "/api/v1/auth/token/renew", at.tokens()::renew, change("renew-access-token"));
        open(POST, "/api/v1/auth/token/revoke", at.tokens()::revoke, change("revoke-access-token"));
        add(POST, "/api/v1/auth/checkAuth", at.tokens()::check, silent());
        open(POST, "/api/v1/admin/bootstrap", at.bootstrap()::open, change("bootstrap-instance"));

        var auth = "/api/v1/auth/universal-auth/identities/{identityId}";
        add(POST, auth, at.universalAuth()::create, change("add-identity-universal-auth"));
        add(GET, auth, at.universalAuth()::get, read("get-identity-universal-auth"));
        add(PATCH, auth, at.universalAuth()::change, change("update-identity-universal-auth"));
        add(DELETE, auth, at.universalAuth()::delete, change("revoke-identity-universal-auth"));
        add(
                GET,
                auth + "/client-secrets",
                at.universalAuth()::secrets,
                read("get-identity-universal-auth-client-secret"));
        add(
                POST,
                auth + "/client-secrets",
                at.universalAuth()::createSecret,
                change("create-identity-universal-auth-client-secret"));
        add(
                GET,
                auth + "/client-secrets/{clientSecretId}",
                at.universalAuth()::secret,
                read("get-identity-universal-auth-client-secret-by-id"));
        add(
                POST,
                auth + "/client-secrets/{clientSecretId}/revoke",
                at.universalAuth()::revokeSecret,
                change("revoke-identity-universal-auth-client-secret"));
    }

    /// Contract §7.1
    private void identities(Resources.Access at) {
        add(GET, "/api/v1/identities", at.identities()::list, read("get-identities"));
        add(POST, "/api/v1/identities", at.identities()::create, change("create-identity"));
        add(GET, "/api/v1/identities/{identityId}", at.identities()::get, read("get-identity"));
        add(PATCH, "/api/v1/identities/{identityId}", at.identities()::change, change("update-identity"));
        add(DELETE, "/api/v1/identities/{identityId}", at.identities()::delete, change("delete-identity"));

        add(GET, "/api/v1/users", at.people()::list, read("get-users"));
        add(POST, "/api/v1/users", at.people()::create, change("create-user"));
        add(GET, "/api/v1/users/{userId}", at.people()::get, read("get-user"));
        add(PATCH, "/api/v1/users/{userId}", at.people()::change, change("update-user"));
        add(DELETE, "/api/v1/users/{userId}", at.people()::delete, change("delete-user"));

        for (var base : List.of("/api/v1/projects", "/api/v2/workspace")) {
            var membership = base + "/{projectId}/identity-memberships/{identityId}";
            add(
                    GET,
                    base + "/{projectId}/identity-memberships",
                    at.memberships()::list,
                    read("get-identity-project-memberships"));
            add(POST, membership, at.memberships()::create, change("create-identity-project-membership"));
            add(GET, membership, at.memberships()::get, read("get-identity-project-membership"));
            add(PATCH, membership, at.memberships()::change, change("update-identity-project-membership"));
            add(DELETE, membership, at.memberships()::delete, change("delete-identity-project-membership"));

            var roles = base + "/{projectId}/roles";
            add(GET, roles, at.roles()::list, read("get-project-roles"));
            add(POST, roles, at.roles()::create, change("create-project-role"));
            add(GET, roles + "/slug/{slug}", at.roles()::bySlug, read("get-project-role"));
            add(PATCH, roles + "/{roleId}", at.roles()::change, change("update-project-role"));
            add(DELETE, roles + "/{roleId}", at.roles()::delete, change("delete-project-role"));
        }
    }

    /// Contract §9
    private void projects(Resources.Content at) {
        add(POST, "/api/v1/projects", at.projects()::create, change("create-project"));
        add(POST, "/api/v2/workspace", at.projects()::create, change("create-project"));
        add(GET, "/api/v1/projects", at.projects()::list, read("get-projects"));
        add(GET, "/api/v1/workspace", at.projects()::listOlder, read("get-projects"));
        add(GET, "/api/v1/projects/{projectId}", at.projects()::get, read("get-project"));
        add(PATCH, "/api/v1/projects/{projectId}", at.projects()::change, change("update-project"));
        add(DELETE, "/api/v1/projects/{projectId}", at.projects()::delete, change("delete-project"));
        add(GET, "/api/v1/projects/{projectId}/rights", at.rights()::get, silent());
        add(GET, "/api/v1/workspace/{projectId}", at.projects()::getOlder, read("get-project"));
        add(PATCH, "/api/v1/workspace/{projectId}", at.projects()::changeOlder, change("update-project"));
        add(POST, "/api/v1/workspace/{projectId}/name", at.projects()::changeOlder, change("update-project"));
        add(DELETE, "/api/v1/workspace/{projectId}", at.projects()::deleteOlder, change("delete-project"));
        for (var path : List.of("/api/v1/projects/slug/{slug}", "/api/v2/workspace/{slug}")) {
            add(GET, path, at.projects()::getBySlug, read("get-project"));
            add(PATCH, path, at.projects()::changeBySlug, change("update-project"));
            add(DELETE, path, at.projects()::deleteBySlug, change("delete-project"));
        }

        environments("/api/v1/projects/{projectId}/environments", at.environments());
        environments("/api/v1/workspace/{projectId}/environments", at.olderEnvironments());
    }

    private void environments(String path, EnvironmentResource environments) {
        add(POST, path, environments::create, change("create-environment"));
        add(GET, path + "/{environmentId}", environments::get, read("get-environment"));
        add(PATCH, path + "/{environmentId}", environments::change, change("update-environment"));
        add(DELETE, path + "/{environmentId}", environments::delete, change("delete-environment"));
    }

    /// Contract §9
    private void folders(Resources.Content at) {
        for (var path : List.of("/api/v1/folders", "/api/v2/folders")) {
            add(GET, path, at.folders()::list, read("get-folders"));
            add(POST, path, at.folders()::create, change("create-folder"));
            add(GET, path + "/{folder}", at.folders()::get, read("get-folder"));
            add(GET, path + "/{projectId}/{environment}/{path}", at.folders()::getByPath, read("get-folder"));
            add(PATCH, path + "/{folder}", at.folders()::change, change("update-folder"));
            add(DELETE, path + "/{folder}", at.folders()::delete, change("delete-folder"));
        }
    }

    /// Contract §8.1
    private void secrets(Resources.SecretRoutes at) {
        add(GET, "/api/v3/secrets/raw", at.reads()::listV3, read("get-secrets"));
        add(GET, "/api/v3/secrets/raw/id/{secretId}", at.reads()::byIdV3, read("get-secret"));
        add(GET, "/api/v3/secrets/raw/{name}", at.reads()::getV3, read("get-secret"));
        add(GET, "/api/v4/secrets", at.reads()::listV4, read("get-secrets"));
        add(GET, "/api/v4/secrets/id/{secretId}", at.reads()::byIdV4, read("get-secret"));
        add(GET, "/api/v4/secrets/{name}", at.reads()::getV4, read("get-secret"));
        add(GET, "/api/v1/secret/{secretId}/secret-versions", at.reads()::versions, read("get-secret-versions"));
        for (var path : List.of("/api/v3/secrets/raw/{name}", "/api/v4/secrets/{name}")) {
            add(POST, path, at.writes()::create, change("create-secret"));
            add(PATCH, path, at.writes()::change, change("update-secret"));
            add(DELETE, path, at.writes()::delete, change("delete-secret"));
        }
        for (var path : List.of("/api/v3/secrets/batch/raw", "/api/v4/secrets/batch")) {
            add(POST, path, at.batches()::create, change("create-secrets"));
            add(PATCH, path, at.batches()::change, change("update-secrets"));
            add(DELETE, path, at.batches()::delete, change("delete-secrets"));
        }
        for (var path : List.of("/api/v3/secrets/move", "/api/v4/secrets/move")) {
            add(POST, path, at.relocation()::move, change("move-secrets"));
        }
        for (var path : List.of("/api/v1/secret-imports", "/api/v2/secret-imports")) {
            imports(path, at.imports());
        }
    }

    private void imports(String path, SecretImportResource imports) {
        add(GET, path, imports::list, read("get-secret-imports"));
        add(POST, path, imports::create, change("create-secret-import"));
        add(GET, path + "/secrets", imports::secrets, read("get-secrets"));
        add(GET, path + "/{importId}", imports::get, read("get-secret-import"));
        add(PATCH, path + "/{importId}", imports::change, change("update-secret-import"));
        add(DELETE, path + "/{importId}", imports::delete, change("delete-secret-import"));
    }

    private void tags(String path, TagResource tags) {
        add(GET, path, tags::list, read("get-secret-tags"));
        add(POST, path, tags::create, change("create-secret-tag"));
        add(GET, path + "/{tagId}", tags::get, read("get-secret-tag"));
        add(GET, path + "/slug/{slug}", tags::getBySlug, read("get-secret-tag"));
        add(PATCH, path + "/{tagId}", tags::change, change("update-secret-tag"));
        add(DELETE, path + "/{tagId}", tags::delete, change("delete-secret-tag"));
    }

    /// Contract §6
    private void connections(ConnectionsResource at) {
        var base = "/api/v1/app-connections";
        add(GET, base + "/options", at::options, silent());
        add(GET, base + "/{app}/setup", at::setup, silent());
        add(GET, base, at::list, read("get-app-connections"));
        add(GET, base + "/{app}", at::listOfApp, read("get-app-connections"));
        add(GET, base + "/{app}/available", at::available, read("get-available-app-connections-details"));
        add(GET, base + "/{app}/{connectionId}", at::get, read("get-app-connection"));
        add(GET, base + "/{app}/connection-name/{name}", at::byName, read("get-app-connection"));
        add(POST, base + "/{app}", at::create, change("create-app-connection"));
        add(POST, base + "/{app}/test", at::test, change("test-app-connection"));
        add(POST, base + "/{app}/{connectionId}/test", at::testStored, change("test-app-connection"));
        add(PATCH, base + "/{app}/{connectionId}", at::update, change("update-app-connection"));
        add(DELETE, base + "/{app}/{connectionId}", at::delete, change("delete-app-connection"));
    }

    /// Contract §2.1, §13.3
    private void rotations(RotationApi at) {
        var base = "/api/v2/secret-rotations";
        add(GET, base + "/options", at.reads()::options, silent());
        add(GET, base, at.reads()::list, read("get-secret-rotations"));
        add(GET, base + "/{type}", at.reads()::listOfType, read("get-secret-rotations"));
        add(GET, base + "/{type}/{id}", at.reads()::get, read("get-secret-rotation"));
        add(GET, base + "/{type}/rotation-name/{name}", at.reads()::byName, read("get-secret-rotation"));
        add(POST, base + "/{type}", at.writes()::create, run("create-secret-rotation"));
        add(PATCH, base + "/{type}/{id}", at.updates()::update, change("update-secret-rotation"));
        add(DELETE, base + "/{type}/{id}", at.actions()::delete, run("delete-secret-rotation"));
        add(
                GET,
                base + "/{type}/{id}/generated-credentials",
                at.reads()::generatedCredentials,
                reveal("get-secret-rotation-generated-credentials"));
        add(POST, base + "/{type}/{id}/rotate-secrets", at.actions()::rotate, run("secret-rotation-rotate-secrets"));
        add(
                POST,
                base + "/{type}/{id}/check-credentials",
                at.actions()::check,
                change("check-secret-rotation-credentials"));
        add(POST, base + "/{type}/{id}/move", at.relocation()::move, change("move-secret-rotation"));
        add(GET, base + "/{type}/{id}/attempts", at.reads()::attempts, read("get-secret-rotation-attempts"));
        add(POST, base + "/{type}/plan", at.plans()::create, silent());
        add(POST, base + "/{type}/preview", at.previews()::preview, silent());
        add(POST, base + "/{type}/{id}/plan", at.plans()::update, silent());
        add(GET, base + "/{type}/{id}/sets", at.reads()::sets, read("get-secret-rotation-sets"));
        add(GET, base + "/{type}/{id}/usage", at.usage()::usage, read("get-secret-rotation-usage"));
        add(
                GET,
                base + "/{type}/{id}/active-credentials",
                at.reads()::activeCredentials,
                reveal("get-secret-rotation-active-credentials"));
        add(POST, base + "/{type}/{id}/resolve", at.actions()::resolve, run("resolve-secret-rotation"));
    }

    /// Contract §10
    private void webhooks(WebhookResource at) {
        var base = "/api/v1/webhooks";
        add(POST, base, at::create, change("create-webhook"));
        add(GET, base, at::list, read("get-webhooks"));
        add(PATCH, base + "/{webhookId}", at::change, change("update-webhook-status"));
        add(DELETE, base + "/{webhookId}", at::delete, change("delete-webhook"));
        add(POST, base + "/{webhookId}/test", at::test, change("webhook-triggered"));
    }

    /// Contract §11, §15.5
    private void audit(AuditResource at) {
        var base = "/api/v1/organization/audit-logs";
        add(GET, base, at::list, read("get-audit-logs"));
        add(GET, base + "/chain", at::chain, read("get-audit-log-chain"));
        add(GET, base + "/export", at::export, reveal("export-audit-logs"));
    }

    /// Contract §15.1
    private void state(StatusResource status) {
        open(GET, "/api/status", status::state, silent());
        open(GET, "/livez", status::alive, silent());
        open(GET, "/readyz", status::ready, silent());
    }

    private void docs(DocsResource docs) {
        open(GET, "/api/docs", docs::page, silent());
        open(GET, "/api/docs/openapi.json", docs::document, silent());
    }

    private void open(Verb verb, String path, Handler handler, Recording recording) {
        add(Route.of(verb, path, recorder.open(recording, handler)), recording);
    }

    private void add(Verb verb, String path, CallerHandler handler, Recording recording) {
        add(Route.of(verb, path, authenticator.guard(recorder.guarded(recording, handler))), recording);
    }

    private void add(Route route, Recording recording) {
        all.add(recording.event().map(route::recordedAs).orElse(route));
    }
}
