// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.auth.Sessions.Cookie;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import java.util.Arrays;
import java.util.Optional;

/// How the console's cookie travels: `HttpOnly`, `SameSite=Strict`, and over TLS `Secure` under a name that
/// a browser takes from this very host alone. Only on loopback it may go without TLS.
public final class ConsoleCookie {
    private static final String OVER_TLS = "__Host-keyturn";
    private static final String ON_LOOPBACK = "keyturn";
    private static final String ATTEMPT = "-oidc";
    private static final String ATTEMPT_ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=600";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private ConsoleCookie() {}

    /// Whether a browser may have a cookie over this connection.
    public static boolean isPossible(Call call) {
        var client = call.client();
        return client.secure() || (client.direct() && client.address().isLoopbackAddress());
    }

    private static String name(Call call) {
        return call.client().secure() ? OVER_TLS : ON_LOOPBACK;
    }

    /// What the browser sent, if it did.
    public static Optional<Cookie> of(Call call) {
        return value(call, name(call)).map(Cookie::new);
    }

    /// What stands for an attempt to sign in with a provider.
    public static Optional<String> attempt(Call call) {
        return value(call, name(call) + ATTEMPT);
    }

    private static Optional<String> value(Call call, String name) {
        var prefix = name + "=";
        return call.header("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split("[;,]", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .filter(value -> value.matches("[0-9a-f]{64}"))
                .findFirst();
    }

    public static Reply set(Reply reply, Call call, Cookie cookie) {
        return reply.with("Set-Cookie", name(call) + "=" + cookie.value() + attributes(call));
    }

    public static Reply setAttempt(Reply reply, Call call, String attempt) {
        var secure = call.client().secure() ? "; Secure" : "";
        return reply.with("Set-Cookie", name(call) + ATTEMPT + "=" + attempt + ATTEMPT_ATTRIBUTES + secure);
    }

    public static Reply remove(Reply reply, Call call) {
        return reply.with("Set-Cookie", name(call) + "=" + attributes(call) + "; Max-Age=0");
    }

    private static String attributes(Call call) {
        return call.client().secure() ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
    }
}
