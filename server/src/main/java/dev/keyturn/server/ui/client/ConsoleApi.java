// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.api.Resources;
import dev.keyturn.server.api.Routes;
import dev.keyturn.server.audit.AuditLog;
import dev.keyturn.server.audit.Recorder;
import dev.keyturn.server.auth.Authenticator;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.InnerCalls;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.RouteTable;
import dev.keyturn.server.http.Verb;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/// The API, asked in this process by the person who is signed in. Each call runs the very handler that a
/// client with a token reaches, so there is one place for rights, validation, audit records and answers:
///
/// ```java
/// var rotation = api.get(visit, "/api/v2/secret-rotations/" + type + "/" +
/// id).require().path("secretRotation");
/// var answer = api.post(visit, "/api/v1/projects", Json.object().put("projectName", name));
/// ```
///
/// Paths are those of the contract, with their segments and query values encoded by [#encoded]. A path that
/// the API does not have is a bug, and throws; every other failure is an [ApiAnswer].
public final class ConsoleApi {
    private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

    private final InnerCalls told;
    private final InnerCalls quiet;

    private ConsoleApi(InnerCalls told, InnerCalls quiet) {
        this.told = told;
        this.quiet = quiet;
    }

    public static ConsoleApi of(Resources resources, AuditLog log, InstantSource clock) {
        return new ConsoleApi(
                calls(resources, new Recorder(log, clock)), calls(resources, Recorder.withoutReads(log, clock)));
    }

    private static InnerCalls calls(Resources resources, Recorder recorder) {
        var authenticator = Authenticator.provedBefore(CALLER::get);
        return new InnerCalls(new RouteTable(Routes.of(resources.behind(authenticator, recorder))));
    }

    /// Reads, and the audit log is told if it is told of this read: for what a page is about.
    public ApiAnswer get(Visit visit, String address) {
        return answer(told, visit, Verb.GET, address, Json.object());
    }

    /// Reads without telling the audit log: for the frame round a page, for numbers, and for a region that
    /// asks for itself again and again. What gives away credentials is told all the same.
    public ApiAnswer peek(Visit visit, String address) {
        return answer(quiet, visit, Verb.GET, address, Json.object());
    }

    public ApiAnswer post(Visit visit, String address, ObjectNode body) {
        return answer(told, visit, Verb.POST, address, body);
    }

    public ApiAnswer patch(Visit visit, String address, ObjectNode body) {
        return answer(told, visit, Verb.PATCH, address, body);
    }

    public ApiAnswer delete(Visit visit, String address, ObjectNode body) {
        return answer(told, visit, Verb.DELETE, address, body);
    }

    /// Opens the installation (contract §7.1), which nobody can be signed in for.
    ///
    /// @param setupToken what the file in the data folder holds; needed where the browser is not on the
    /// machine itself
    public ApiAnswer open(Call call, String setupToken, ObjectNode body) {
        var answer = told.answer(
                Verb.POST,
                "/api/v1/admin/bootstrap",
                body,
                call,
                setupToken.isEmpty() ? Map.of() : Map.of("x-keyturn-setup-token", setupToken));
        return new ApiAnswer(answer.status(), answer.json());
    }

    /// Text as a segment of a path or as a value of a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ApiAnswer answer(InnerCalls calls, Visit visit, Verb verb, String address, ObjectNode body) {
        return ScopedValue.where(CALLER, visit.caller()).call(() -> {
            var answer = calls.answer(verb, address, body, visit.call());
            return new ApiAnswer(answer.status(), answer.json());
        });
    }
}
