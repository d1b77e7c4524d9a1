// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Reply;
import java.util.Locale;

/// Lets a request through to its handler with the caller that its bearer token proves.
public final class Authenticator {
    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;

    public Authenticator(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /// A handler that wants to know who calls.
    @FunctionalInterface
    public interface CallerHandler {
        Reply handle(Call call, Caller caller);
    }

    public Handler guard(CallerHandler handler) {
        return call -> handler.handle(call, caller(call));
    }

    private Caller caller(Call call) {
        return tokens.use(bearer(call), call.client().address());
    }

    /// @throws ApiError 401 if there is no bearer token
    private static String bearer(Call call) {
        return call.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> ApiError.unauthorized("Token missing"));
    }
}
