// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Reply;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lets a request through to its handler with the caller that it proves to be from.
public final class Authenticator {
    private static final String SCHEME = "bearer ";

    private final Function<Call, Caller> proof;

    private Authenticator(Function<Call, Caller> proof) {
        this.proof = proof;
    }

    /// Takes a bearer token for a proof.
    public static Authenticator byToken(AccessTokens tokens) {
        return new Authenticator(call -> tokens.use(bearer(call), call.client().address()));
    }

    /// For requests of our own, whose caller was proved before they were made.
    ///
    /// @param proved gives the caller of the request that the thread works on
    public static Authenticator provedBefore(Supplier<Caller> proved) {
        return new Authenticator(_ -> proved.get());
    }

    /// A handler that wants to know who calls.
    @FunctionalInterface
    public interface CallerHandler {
        Reply handle(Call call, Caller caller);
    }

    public Handler guard(CallerHandler handler) {
        return call -> handler.handle(call, proof.apply(call));
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
