// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a cluster says about its members. Only `fail` is failed: `fail?` is the suspicion of one node.
final class ClusterView {

    private static final int MIN_FIELDS = 3;

    /// Members without an address that one could connect to.
    private static final Set<String> UNREACHABLE = Set.of("handshake", "noaddr");

    private ClusterView() {}

    /// Lines of `CLUSTER NODES`: `id ip:port@bus,hostname flags …`.
    ///
    /// @param host where the asked node was reached; it may not know its own address
    static List<Member> ofNodes(String lines, String host) {
        List<Member> members = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] fields = line.split(" ", -1);
            if (fields.length >= MIN_FIELDS) {
                member(fields[0], fields[1], Set.copyOf(Arrays.asList(fields[2].split(",", -1))), host)
                        .ifPresent(members::add);
            }
        }
        return members;
    }

    private static Optional<Member> member(String id, String address, Set<String> flags, String host) {
        int bus = address.indexOf('@');
        String client = bus < 0 ? address : address.substring(0, bus);
        int colon = client.lastIndexOf(':');
        Optional<Integer> port = number(client.substring(colon + 1));
        if (colon < 0 || port.isEmpty() || flags.stream().anyMatch(UNREACHABLE::contains)) {
            return Optional.empty();
        }
        String named = hostname(bus < 0 ? "" : address.substring(bus));
        String at = named.isEmpty() ? client.substring(0, colon) : named;
        return Optional.of(new Member(id, new Endpoint(at.isEmpty() ? host : at, port.get()), flags.contains("fail")));
    }

    /// Behind the bus port may follow `,hostname` and, since 7.2, further `,key=value` parts.
    private static String hostname(String rest) {
        return Arrays.stream(rest.split(",", -1))
                .skip(1)
                .limit(1)
                .filter(part -> part.indexOf('=') < 0)
                .findFirst()
                .orElse("");
    }

    /// Answer of `CLUSTER SHARDS` (7.0): a list of shards, each with its `nodes`.
    static List<Member> ofShards(Answer shards, String host, boolean tls) {
        List<Member> members = new ArrayList<>();
        for (Answer shard : shards.items()) {
            for (Answer node : shard.valueOf("nodes").map(Answer::items).orElse(List.of())) {
                member(node, host, tls).ifPresent(members::add);
            }
        }
        return members;
    }

    private static Optional<Member> member(Answer node, String host, boolean tls) {
        Optional<String> port = (tls ? text(node, "tls-port") : Optional.<String>empty()).or(() -> text(node, "port"));
        Optional<String> id = text(node, "id");
        if (port.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        String at = text(node, "hostname")
                .or(() -> text(node, "endpoint"))
                .or(() -> text(node, "ip"))
                .orElse(host);
        boolean failed =
                text(node, "health").filter(health -> health.startsWith("fail")).isPresent();
        return number(port.get()).map(number -> new Member(id.get(), new Endpoint(at, number), failed));
    }

    /// A value that says something: Redis writes `?` for a host name that it does not know.
    private static Optional<String> text(Answer node, String key) {
        return node.valueOf(key).flatMap(Answer::text).filter(value -> !value.isEmpty() && !value.equals("?"));
    }

    private static Optional<Integer> number(String digits) {
        try {
            return Optional.of(Integer.parseInt(digits)).filter(port -> port > 0 && port <= 65_535);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
