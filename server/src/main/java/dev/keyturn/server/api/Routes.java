// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.http.Verb.DELETE;
import static dev.keyturn.server.http.Verb.GET;
import static dev.keyturn.server.http.Verb.PATCH;
import static dev.keyturn.server.http.Verb.POST;

import dev.keyturn.server.auth.Authenticator;
import dev.keyturn.server.auth.Authenticator.CallerHandler;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import java.util.ArrayList;
import java.util.List;

/// The table of contents of the API: every route there is, in the order of the contract. A path without a line here
/// answers 404. `open` needs no login, every other line a caller.
public final class Routes {
    private final Authenticator authenticator;
    private final List<Route> all = new ArrayList<>();

    private Routes(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    public static List<Route> of(Resources at) {
        var routes = new Routes(at.authenticator());
        routes.signIn(at.access());
        routes.identities(at.access());
        routes.projects(at.content());
        routes.folders(at.content());
        routes.secrets(at.content().secrets());
        routes.tags("/api/v1/projects/{projectId}/tags", at.content().tags());
        routes.tags("/api/v1/workspace/{projectId}/tags", at.content().olderTags());
        routes.connections(at.rotations().connections());
        routes.rotations(at.rotations());
        routes.state(at.status());
        return List.copyOf(routes.all);
    }

    /// Contract §7, §7.1
    private void signIn(Resources.Access at) {
        open(POST, "/api/v1/auth/universal-auth/login", at.tokens()::login);
        open(POST, "/api/v1/auth/token/renew", at.tokens()::renew);
        open(POST, "/api/v1/auth/token/revoke", at.tokens()::revoke);
        add(POST, "/api/v1/auth/checkAuth", at.tokens()::check);
        open(POST, "/api/v1/admin/bootstrap", at.bootstrap()::open);

        var auth = "/api/v1/auth/universal-auth/identities/{identityId}";
        add(POST, auth, at.universalAuth()::create);
        add(GET, auth, at.universalAuth()::get);
        add(PATCH, auth, at.universalAuth()::change);
        add(DELETE, auth, at.universalAuth()::delete);
        add(GET, auth + "/client-secrets", at.universalAuth()::secrets);
        add(POST, auth + "/client-secrets", at.universalAuth()::createSecret);
        add(POST, auth + "/client-secrets/{clientSecretId}/revoke", at.universalAuth()::revokeSecret);
    }

    /// Contract §7.1
    private void identities(Resources.Access at) {
        add(GET, "/api/v1/identities", at.identities()::list);
        add(POST, "/api/v1/identities", at.identities()::create);
        add(GET, "/api/v1/identities/{identityId}", at.identities()::get);
        add(PATCH, "/api/v1/identities/{identityId}", at.identities()::change);
        add(DELETE, "/api/v1/identities/{identityId}", at.identities()::delete);

        for (var base : List.of("/api/v1/projects", "/api/v2/workspace")) {
            var membership = base + "/{projectId}/identity-memberships/{identityId}";
            add(POST, membership, at.memberships()::create);
            add(GET, membership, at.memberships()::get);
            add(PATCH, membership, at.memberships()::change);
            add(DELETE, membership, at.memberships()::delete);
        }
    }

    /// Contract §9
    private void projects(Resources.Content at) {
        add(POST, "/api/v1/projects", at.projects()::create);
        add(POST, "/api/v2/workspace", at.projects()::create);
        add(GET, "/api/v1/projects", at.projects()::list);
        add(GET, "/api/v1/workspace", at.projects()::listOlder);
        add(GET, "/api/v1/projects/{projectId}", at.projects()::get);
        add(PATCH, "/api/v1/projects/{projectId}", at.projects()::change);
        add(DELETE, "/api/v1/projects/{projectId}", at.projects()::delete);
        add(GET, "/api/v1/workspace/{projectId}", at.projects()::getOlder);
        add(PATCH, "/api/v1/workspace/{projectId}", at.projects()::changeOlder);
        add(POST, "/api/v1/workspace/{projectId}/name", at.projects()::changeOlder);
        add(DELETE, "/api/v1/workspace/{projectId}", at.projects()::deleteOlder);
        for (var path : List.of("/api/v1/projects/slug/{slug}", "/api/v2/workspace/{slug}")) {
            add(GET, path, at.projects()::getBySlug);
            add(PATCH, path, at.projects()::changeBySlug);
            add(DELETE, path, at.projects()::deleteBySlug);
        }

        environments("/api/v1/projects/{projectId}/environments", at.environments());
        environments("/api/v1/workspace/{projectId}/environments", at.olderEnvironments());
    }

    private void environments(String path, EnvironmentResource environments) {
        add(POST, path, environments::create);
        add(GET, path + "/{environmentId}", environments::get);
        add(PATCH, path + "/{environmentId}", environments::change);
        add(DELETE, path + "/{environmentId}", environments::delete);
    }

    /// Contract §9
    private void folders(Resources.Content at) {
        for (var path : List.of("/api/v1/folders", "/api/v2/folders")) {
            add(GET, path, at.folders()::list);
            add(POST, path, at.folders()::create);
            add(GET, path + "/{folder}", at.folders()::get);
            add(GET, path + "/{projectId}/{environment}/{path}", at.folders()::getByPath);
            add(PATCH, path + "/{folder}", at.folders()::change);
            add(DELETE, path + "/{folder}", at.folders()::delete);
        }
    }

    /// Contract §8.1
    private void secrets(Resources.SecretRoutes at) {
        add(GET, "/api/v3/secrets/raw", at.reads()::listV3);
        add(GET, "/api/v3/secrets/raw/id/{secretId}", at.reads()::byIdV3);
        add(GET, "/api/v3/secrets/raw/{name}", at.reads()::getV3);
        add(GET, "/api/v4/secrets", at.reads()::listV4);
        add(GET, "/api/v4/secrets/id/{secretId}", at.reads()::byIdV4);
        add(GET, "/api/v4/secrets/{name}", at.reads()::getV4);
        add(GET, "/api/v1/secret/{secretId}/secret-versions", at.reads()::versions);
        for (var path : List.of("/api/v3/secrets/raw/{name}", "/api/v4/secrets/{name}")) {
            add(POST, path, at.writes()::create);
            add(PATCH, path, at.writes()::change);
            add(DELETE, path, at.writes()::delete);
        }
        for (var path : List.of("/api/v3/secrets/batch/raw", "/api/v4/secrets/batch")) {
            add(POST, path, at.batches()::create);
            add(PATCH, path, at.batches()::change);
            add(DELETE, path, at.batches()::delete);
        }
        for (var path : List.of("/api/v3/secrets/move", "/api/v4/secrets/move")) {
            add(POST, path, at.relocation()::move);
        }
        for (var path : List.of("/api/v1/secret-imports", "/api/v2/secret-imports")) {
            imports(path, at.imports());
        }
    }

    private void imports(String path, SecretImportResource imports) {
        add(GET, path, imports::list);
        add(POST, path, imports::create);
        add(GET, path + "/secrets", imports::secrets);
        add(GET, path + "/{importId}", imports::get);
        add(PATCH, path + "/{importId}", imports::change);
        add(DELETE, path + "/{importId}", imports::delete);
    }

    private void tags(String path, TagResource tags) {
        add(GET, path, tags::list);
        add(POST, path, tags::create);
        add(GET, path + "/{tagId}", tags::get);
        add(GET, path + "/slug/{slug}", tags::getBySlug);
        add(PATCH, path + "/{tagId}", tags::change);
        add(DELETE, path + "/{tagId}", tags::delete);
    }

    /// Contract §6
    private void connections(ConnectionsResource at) {
        var base = "/api/v1/app-connections";
        add(GET, base + "/options", at::options);
        add(GET, base, at::list);
        add(GET, base + "/{app}", at::listOfApp);
        add(GET, base + "/{app}/available", at::available);
        add(GET, base + "/{app}/{connectionId}", at::get);
        add(GET, base + "/{app}/connection-name/{name}", at::byName);
        add(POST, base + "/{app}", at::create);
        add(POST, base + "/{app}/test", at::test);
        add(POST, base + "/{app}/{connectionId}/test", at::testStored);
        add(PATCH, base + "/{app}/{connectionId}", at::update);
        add(DELETE, base + "/{app}/{connectionId}", at::delete);
    }

    /// Contract §2.1, §13.3
    private void rotations(RotationApi at) {
        var base = "/api/v2/secret-rotations";
        add(GET, base + "/options", at.reads()::options);
        add(GET, base, at.reads()::list);
        add(GET, base + "/{type}", at.reads()::listOfType);
        add(GET, base + "/{type}/{id}", at.reads()::get);
        add(GET, base + "/{type}/rotation-name/{name}", at.reads()::byName);
        add(POST, base + "/{type}", at.writes()::create);
        add(PATCH, base + "/{type}/{id}", at.updates()::update);
        add(DELETE, base + "/{type}/{id}", at.actions()::delete);
        add(GET, base + "/{type}/{id}/generated-credentials", at.reads()::generatedCredentials);
        add(POST, base + "/{type}/{id}/rotate-secrets", at.actions()::rotate);
        add(POST, base + "/{type}/{id}/check-credentials", at.actions()::check);
        add(POST, base + "/{type}/{id}/move", at.relocation()::move);
        add(GET, base + "/{type}/{id}/attempts", at.reads()::attempts);
        add(POST, base + "/{type}/plan", at.plans()::create);
        add(POST, base + "/{type}/{id}/plan", at.plans()::update);
        add(GET, base + "/{type}/{id}/usage", at.usage()::usage);
        add(GET, base + "/{type}/{id}/active-credentials", at.reads()::activeCredentials);
        add(POST, base + "/{type}/{id}/resolve", at.actions()::resolve);
    }

    /// Contract §15.1
    private void state(StatusResource status) {
        open(GET, "/api/status", status::state);
        open(GET, "/livez", status::alive);
        open(GET, "/readyz", status::ready);
    }

    private void open(Verb verb, String path, Handler handler) {
        all.add(Route.of(verb, path, handler));
    }

    private void add(Verb verb, String path, CallerHandler handler) {
        all.add(Route.of(verb, path, authenticator.guard(handler)));
    }
}
