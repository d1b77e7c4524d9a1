// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.SecretName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Writing many secrets of a folder at once, in v3 and v4 alike: all of them or none.
final class SecretBatches {
    private static final Set<String> MODES = Set.of("failOnNotFound", "upsert", "ignore");

    private final SecretTransactions transactions;

    SecretBatches(SecretTransactions transactions) {
        this.transactions = transactions;
    }

    private record Creation(String name, SecretFields fields) {}

    private record Edit(String name, SecretFields fields, Optional<FolderPath> path) {}

    private record Deletion(String name, SecretKeeper keeper) {}

    Reply create(Call call, Caller caller) {
        var body = call.body();
        var place = SecretPlace.of(body);
        var keeper = transactions.keeper(body);
        List<Creation> wanted = items(body)
                .map(item -> new Creation(newName(item), SecretFields.ofNew(item)))
                .toList();
        body.done();
        return transactions.run(
                place,
                caller,
                Action.CREATE,
                at -> secrets(wanted.stream().map(one -> keeper.create(at, one.name(), one.fields()))));
    }

    /// Secrets that are not there are an error, are made, or are left out, as the body says.
    Reply change(Call call, Caller caller) {
        var body = call.body();
        var place = SecretPlace.of(body);
        var mode = body.text("mode").oneOf(MODES).nullable().orElse("failOnNotFound");
        List<Edit> wanted = items(body)
                .map(item -> new Edit(newName(item), SecretFields.of(item), Places.optionalPath(item, "secretPath")))
                .toList();
        body.done();
        return transactions.run(
                Action.EDIT,
                session -> secrets(wanted.stream().flatMap(one -> {
                    var there = place.at(one.path());
                    var at = transactions.target(session, there, caller, Action.EDIT);
                    var changed = transactions.shared().change(at, one.name(), one.fields());
                    if (changed.isPresent() || mode.equals("ignore")) {
                        return changed.stream();
                    }
                    if (mode.equals("failOnNotFound")) {
                        throw at.notFound(one.name());
                    }
                    var newcomer = transactions.target(session, there, caller, Action.CREATE);
                    return Stream.of(transactions.shared().create(newcomer, one.name(), one.fields()));
                })));
    }

    Reply delete(Call call, Caller caller) {
        var body = call.body();
        var place = SecretPlace.of(body);
        List<Deletion> wanted = items(body)
                .map(item -> new Deletion(item.text("secretKey").atLeast(1).required(), transactions.keeper(item)))
                .toList();
        body.done();
        return transactions.run(
                place,
                caller,
                Action.DELETE,
                at -> secrets(wanted.stream()
                        .map(one -> one.keeper().delete(at, one.name()).orElseThrow(() -> at.notFound(one.name())))));
    }

    private static Stream<Input> items(Input body) {
        var items = body.objects("secrets");
        if (items.isEmpty()) {
            body.refuse("secrets", "Array must contain at least 1 element(s)");
        }
        return items.stream();
    }

    private static String newName(Input item) {
        return item.text("secretKey")
                .trimmed()
                .must(SecretName::isValid, SecretName.RULE)
                .required();
    }

    private static Reply secrets(Stream<SecretView> views) {
        return Reply.ok("secrets", views.toList());
    }
}
