// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.api.Domain;
import dev.keyturn.server.api.Resources;
import dev.keyturn.server.api.StatusResource;
import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.auth.SignIn;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.oidc.OidcProvider;
import dev.keyturn.server.ui.access.AccessPages;
import dev.keyturn.server.ui.audit.AuditPages;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.connection.ConnectionPages;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.ConsoleGuard;
import dev.keyturn.server.ui.frame.FramePages;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.live.LiveFeed;
import dev.keyturn.server.ui.live.LivePages;
import dev.keyturn.server.ui.overview.OverviewPages;
import dev.keyturn.server.ui.project.ProjectPages;
import dev.keyturn.server.ui.project.ProjectSettingsPages;
import dev.keyturn.server.ui.project.RotationsPage;
import dev.keyturn.server.ui.rotation.RotationPages;
import dev.keyturn.server.ui.secret.SecretPages;
import dev.keyturn.server.ui.settings.SettingsPages;
import dev.keyturn.server.ui.webhook.WebhookPages;
import dev.keyturn.server.ui.wizard.EditPages;
import dev.keyturn.server.ui.wizard.WizardPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of contents of the console: every page, by area (contract §15.6). None of them lies below `/api`.
public final class ConsoleRoutes implements AutoCloseable {
    private final List<Route> all = new ArrayList<>();
    private final Console console;
    private final LiveFeed feed;

    private ConsoleRoutes(Console console, LiveFeed feed) {
        this.console = console;
        this.feed = feed;
    }

    /// What the console stands on.
    ///
    /// @param provider of those who need not have a password here
    /// @param rootKey  the file of the root key, as people are told of it; empty if it was given otherwise
    public record Ground(
            Domain domain,
            Resources resources,
            StatusResource status,
            Optional<OidcProvider> provider,
            Optional<String> rootKey) {}

    public static ConsoleRoutes of(Ground ground) {
        var domain = ground.domain();
        var store = domain.store();
        var accounts = domain.accounts();
        var sessions =
                new Sessions(store.database(), store.keyring(), accounts.people(), store.randomness(), store.clock());
        var api = ConsoleApi.of(ground.resources(), domain.audit(), store.clock());
        var html = new Html(api, ground.status()::isWritable, store.clock());
        var isOpen = new OnceOpen(accounts.installation());
        var guard = new ConsoleGuard(sessions, isOpen, html);
        var routes = new ConsoleRoutes(new Console(guard, api, html, store.clock()), new LiveFeed(store.database()));
        routes.signIn(ground, sessions, isOpen);
        routes.areas(ground);
        return routes;
    }

    /// The pages of each area, one line an area.
    private void areas(Ground ground) {
        all.addAll(new FramePages(console).routes());
        all.addAll(new LivePages(console, feed).routes());
        all.addAll(new OverviewPages(console).routes());
        all.addAll(WizardPages.of(console, ground.domain().store()).routes());
        all.addAll(new EditPages(console).routes());
        all.addAll(new ConnectionPages(console).routes());
        all.addAll(new RotationPages(console).routes());
        all.addAll(new SettingsPages(console, ground.rootKey()).routes());
        all.addAll(new SecretPages(console).routes());
        all.addAll(new ProjectPages(console).routes());
        all.addAll(new RotationsPage(console).routes());
        all.addAll(new ProjectSettingsPages(console).routes());
        all.addAll(new WebhookPages(console).routes());
        all.addAll(new AccessPages(console).routes());
        all.addAll(new AuditPages(console).routes());
    }

    private void signIn(Ground ground, Sessions sessions, OnceOpen isOpen) {
        var domain = ground.domain();
        var store = domain.store();
        var accounts = domain.accounts();
        var signIn = new SignIn(store.database(), accounts.people(), accounts.limit(), store.clock());
        var login = new LoginPage(
                console,
                sessions,
                signIn,
                new Recorder(domain.audit(), store.clock()),
                isOpen,
                ground.provider().isPresent());
        var setup = new SetupPage(console, sessions, isOpen, ground.rootKey());
        all.add(Route.of(Verb.GET, "/login", login::show));
        all.add(Route.of(Verb.POST, "/login", login::enter).recordedAs(LoginPage.SIGNED_IN));
        all.add(Route.of(Verb.POST, "/logout", login::leave).recordedAs(LoginPage.SIGNED_OUT));
        all.add(Route.of(Verb.GET, "/setup", setup::show));
        all.add(Route.of(Verb.POST, "/setup", setup::open).recordedAs("bootstrap-instance"));
        ground.provider().map(one -> new OidcPages(one, means(domain, login))).ifPresent(pages -> {
            all.add(Route.of(Verb.GET, "/login/oidc", pages::begin));
            all.add(Route.of(Verb.GET, "/login/oidc/callback", pages::finish).recordedAs(LoginPage.SIGNED_IN));
        });
    }

    public List<Route> routes() {
        return List.copyOf(all);
    }

    /// Answers an address that has no route: a browser with a page, every other client, and all below `/api`, as the
    /// API does.
    public Handler otherwise() {
        return this::otherwise;
    }

    private Reply otherwise(Call call) {
        boolean readsPages = call.header("Accept")
                .filter(types -> types.contains("text/html"))
                .isPresent();
        if (call.address().startsWith("/api") || !readsPages) {
            throw ApiError.notFound("There is no such route");
        }
        return console.guard().unknown(call);
    }

    /// Ends the streams of open pages; they would keep the listener from ending.
    @Override
    public void close() {
        feed.close();
    }

    private static OidcPages.Means means(Domain domain, LoginPage login) {
        var store = domain.store();
        var accounts = domain.accounts();
        return new OidcPages.Means(
                store.keyring(),
                store.randomness(),
                accounts.limit(),
                email -> store.database().read(session -> accounts.people().find(session, email)),
                login);
    }
}
