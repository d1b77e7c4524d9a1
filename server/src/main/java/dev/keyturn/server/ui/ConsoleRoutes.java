// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.api.Domain;
import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.auth.Sessions;
import dev.keyturn.server.auth.SignIn;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.oidc.OidcProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every route of the console (contract §15.6). None of them lies below `/api`.
public final class ConsoleRoutes {
    private ConsoleRoutes() {}

    /// @param provider of those who need not have a password here
    public static List<Route> of(Domain domain, Optional<OidcProvider> provider) {
        var store = domain.store();
        var accounts = domain.accounts();
        var sessions =
                new Sessions(store.database(), store.keyring(), accounts.people(), store.randomness(), store.clock());
        var signIn = new SignIn(store.database(), accounts.people(), accounts.limit(), store.clock());
        var guard = new ConsoleGuard(sessions);
        var login = new LoginPage(
                guard, sessions, signIn, new Recorder(domain.audit(), store.clock()), provider.isPresent());
        var home = new HomePage();
        var routes = new ArrayList<>(List.of(
                Route.of(Verb.GET, "/", guard.page(home::show)),
                Route.of(Verb.GET, "/login", login::show),
                Route.of(Verb.POST, "/login", login::enter).recordedAs(LoginPage.SIGNED_IN),
                Route.of(Verb.POST, "/logout", login::leave).recordedAs(LoginPage.SIGNED_OUT)));
        provider.map(one -> new OidcPages(one, means(domain, login))).ifPresent(pages -> {
            routes.add(Route.of(Verb.GET, "/login/oidc", pages::begin));
            routes.add(Route.of(Verb.GET, "/login/oidc/callback", pages::finish).recordedAs(LoginPage.SIGNED_IN));
        });
        return List.copyOf(routes);
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
