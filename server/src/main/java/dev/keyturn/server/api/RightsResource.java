// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Attribute;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the caller may do in a project. Keyturn's own addition to the API, for those who offer something to people and
/// would rather not offer what is refused. The refusal stays where it is.
final class RightsResource {
    private final Database database;
    private final Places places;

    RightsResource(Database database, Places places) {
        this.database = database;
        this.places = places;
    }

    /// At the place that the query names, as far as it names one.
    Reply get(Call call, Caller caller) {
        var project = new ProjectId(call.name("projectId"));
        var scope = scope(call.query());
        return database.read(session -> {
            var access = places.permissions().require(session, caller, project).requireAnything();
            return Reply.ok("rights", rights(access, scope));
        });
    }

    private static Scope scope(Input query) {
        var values = new EnumMap<Attribute, String>(Attribute.class);
        query.text("environment").slug().optional().ifPresent(slug -> values.put(Attribute.ENVIRONMENT, slug));
        Places.optionalPath(query, "secretPath")
                .map(FolderPath::value)
                .ifPresent(path -> values.put(Attribute.SECRET_PATH, path));
        query.text("connectionId").uuid().optional().ifPresent(id -> values.put(Attribute.CONNECTION, id));
        query.done();
        return new Scope(values);
    }

    private static Map<String, List<String>> rights(ProjectAccess access, Scope scope) {
        var rights = new LinkedHashMap<String, List<String>>();
        for (var subject : Subject.values()) {
            rights.put(
                    subject.wireName(),
                    Arrays.stream(Action.values())
                            .filter(action -> subject.offers(action.wireName()))
                            .filter(action -> access.allows(action, subject, scope))
                            .map(Action::wireName)
                            .toList());
        }
        return rights;
    }
}
