// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.AccessTokens;
import dev.keyturn.server.auth.AccessTokens.Issued;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.LoginLimit;
import dev.keyturn.server.auth.Logins;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;

/// Logging in, and what can be done with a token itself (contract §7).
final class TokenResource {
    private final Logins logins;
    private final AccessTokens tokens;
    private final LoginLimit limit;

    TokenResource(Logins logins, AccessTokens tokens, LoginLimit limit) {
        this.logins = logins;
        this.tokens = tokens;
        this.limit = limit;
    }

    Reply login(Call call) {
        limit.take(call.client().address());
        var body = call.body();
        var clientId = body.text("clientId").trimmed().required();
        var clientSecret = body.text("clientSecret").trimmed().required();
        body.done();
        return reply(logins.login(clientId, clientSecret, call.client().address()));
    }

    Reply renew(Call call) {
        limit.take(call.client().address());
        return reply(tokens.renew(token(call), call.client().address()));
    }

    Reply revoke(Call call) {
        tokens.revoke(token(call));
        return Reply.ok("message", "Successfully revoked access token");
    }

    Reply check(Call call, Caller caller) {
        return Reply.ok("message", "Authenticated");
    }

    private static String token(Call call) {
        var body = call.body();
        var token = body.text("accessToken").trimmed().required();
        body.done();
        return token;
    }

    private static Reply reply(Issued issued) {
        return Reply.ok(new View(issued.token(), issued.ttlSeconds(), issued.maxTtlSeconds(), "Bearer"));
    }

    private record View(String accessToken, long expiresIn, long accessTokenMaxTTL, String tokenType) {
        @Override
        public String toString() {
            return "token";
        }
    }
}
