// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What `CLIENT LIST` says: a line a connection, `id=7 addr=10.0.0.9:51234 name=checkout age=3 … user=app`. Which
/// fields there are depends on the version; none holds white space.
record ClientList(List<Entry> connections) {

    ClientList {
        connections = List.copyOf(connections);
    }

    /// One connection.
    ///
    /// @param host where it comes from, without the port
    /// @param name what the client calls itself; empty if it does not
    /// @param age  how long it has been there, in whole seconds
    record Entry(String id, String user, String host, String name, Duration age) {}

    /// None if it is no list.
    static ClientList of(Answer answer) {
        return new ClientList(answer.text().stream()
                .flatMap(String::lines)
                .map(ClientList::entry)
                .toList());
    }

    private static Entry entry(String line) {
        Map<String, String> fields = Arrays.stream(line.split(" ", -1))
                .filter(field -> field.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        field -> field.substring(0, field.indexOf('=')),
                        field -> field.substring(field.indexOf('=') + 1),
                        (first, _) -> first));
        return new Entry(
                fields.getOrDefault("id", ""),
                fields.getOrDefault("user", ""),
                host(fields.getOrDefault("addr", "")),
                fields.getOrDefault("name", ""),
                age(fields.getOrDefault("age", "")));
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static Duration age(String seconds) {
        return seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
