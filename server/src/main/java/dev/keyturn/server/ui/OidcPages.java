// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.auth.LoginLimit;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.oidc.OidcFlow;
import dev.keyturn.server.oidc.OidcProvider;
import dev.keyturn.server.oidc.OidcRefused;
import dev.keyturn.server.ui.frame.ConsoleCookie;
import dev.keyturn.server.ui.frame.ConsoleGuard;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in by way of an OpenID Connect provider.
///
/// A cookie of a few minutes ties the attempt to the browser: state, nonce and verifier follow from it
/// under a key of ours, so nothing is stored. It is `SameSite=Lax`, for the provider sends the browser back
/// from another site.
final class OidcPages {
    private static final Logger LOG = LoggerFactory.getLogger(OidcPages.class);
    private static final String CALLBACK = "/login/oidc/callback";

    private final OidcProvider provider;
    private final Means means;

    /// What it works with.
    ///
    /// @param people finds the person of an e-mail address
    record Means(
            Keyring keyring,
            Randomness randomness,
            LoginLimit limit,
            Function<String, Optional<Person>> people,
            LoginPage login) {}

    OidcPages(OidcProvider provider, Means means) {
        this.provider = provider;
        this.means = means;
    }

    Reply begin(Call call) {
        if (!ConsoleCookie.isPossible(call)) {
            return means.login().needsTls(call);
        }
        means.limit().take(call.client().address());
        var attempt = means.randomness().secret();
        try {
            var reply = Reply.seeOther(provider.begin(flow(call, attempt)).toString());
            return ConsoleCookie.setAttempt(reply, call, attempt);
        } catch (OidcRefused refused) {
            return failed(call, refused);
        }
    }

    Reply finish(Call call) {
        means.limit().take(call.client().address());
        var query = call.query();
        var state = query.text("state").or("");
        var code = query.text("code").or("");
        var flow =
                ConsoleCookie.attempt(call).map(attempt -> flow(call, attempt)).filter(one -> one.isState(state));
        if (flow.isEmpty() || code.isEmpty()) {
            return means.login()
                    .refusal(call, 403, "This sign-in was not begun in this browser, or was given up. Begin it again.");
        }
        try {
            var email = provider.finish(flow.get(), code);
            return means.people()
                    .apply(email)
                    .map(person -> means.login().welcomeFromElsewhere(call, person))
                    .orElseGet(
                            () -> means.login()
                                    .refusal(
                                            call,
                                            403,
                                            "Nobody here has the e-mail address that the provider gave. Ask an admin to make you."));
        } catch (OidcRefused refused) {
            return failed(call, refused);
        }
    }

    private OidcFlow flow(Call call, String attempt) {
        var keyring = means.keyring();
        return new OidcFlow(
                keyring.keyedHash("oidc-state", attempt),
                keyring.keyedHash("oidc-nonce", attempt),
                keyring.keyedHash("oidc-verifier", attempt),
                URI.create(ConsoleGuard.origin(call) + CALLBACK));
    }

    private Reply failed(Call call, OidcRefused refused) {
        LOG.atWarn()
                .addKeyValue("request", call.id())
                .addKeyValue("reason", refused.getMessage())
                .log("sign-in with the OpenID provider failed");
        return means.login()
                .refusal(
                        call,
                        502,
                        "Signing in with the provider did not work. The server's log says why, at request " + call.id()
                                + ".");
    }
}
