// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request. A path is split where the client wrote `/` and decoded afterwards, so
/// `%2F` is part of a name; one `/` at the end is dropped.
public final class RouteTable {
    private final Map<Verb, List<Route>> routes = new HashMap<>();
    private final Handler otherwise;

    /// @throws IllegalArgumentException if two routes have the same method and path
    public RouteTable(List<Route> all) {
        this(all, _ -> {
            throw ApiError.notFound("There is no such route");
        });
    }

    /// @param otherwise answers what no route does
    /// @throws IllegalArgumentException if two routes have the same method and path
    public RouteTable(List<Route> all, Handler otherwise) {
        this.otherwise = otherwise;
        for (var verb : Verb.values()) {
            routes.put(
                    verb,
                    all.stream()
                            .filter(route -> route.verb() == verb)
                            .sorted(Comparator.comparingLong(
                                            (Route route) -> route.path().words())
                                    .reversed())
                            .toList());
        }
        if (all.stream()
                        .map(route -> route.verb() + " " + shape(route))
                        .distinct()
                        .count()
                != all.size()) {
            throw new IllegalArgumentException("two routes have the same method and path");
        }
    }

    private static String shape(Route route) {
        return route.path().toString().replaceAll("\\{[^}]*}", "{}");
    }

    Handler otherwise() {
        return otherwise;
    }

    record Match(Route route, Map<String, String> values) {}

    Optional<Match> find(Verb verb, List<String> path) {
        return routes.getOrDefault(verb, List.of()).stream()
                .flatMap(route -> route.path().match(path).map(values -> new Match(route, values)).stream())
                .findFirst();
    }
}
