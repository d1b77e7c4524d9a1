// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds the nodes that a client may reach, by asking the one that was connected to. Where a right to ask is missing
/// the nodes that are known go on alone, with a warning.
final class Discovery {

    /// How the session's connections are had.
    interface Visits {
        Admin admin(Endpoint at) throws Refused, Unanswered;
    }

    private final Visits visits;
    private final boolean tls;
    private final Consumer<String> warnings;

    Discovery(Visits visits, boolean tls, Consumer<String> warnings) {
        this.visits = visits;
        this.tls = tls;
        this.warnings = warnings;
    }

    /// The members by address, the asked one first unless it is a replica or a Sentinel.
    List<Member> from(Endpoint entry) throws Refused, Unanswered {
        Admin admin = visits.admin(entry);
        return switch (admin.mode().orElse("")) {
            case "cluster" -> cluster(admin, entry);
            case "sentinel" -> sentinel(admin);
            default -> replication(admin, entry);
        };
    }

    /// The configured nodes, each as the cluster calls it, if this is a cluster that tells and knows it by that
    /// address.
    List<Member> configured(Endpoint entry, List<Endpoint> nodes) throws Refused, Unanswered {
        Admin admin = visits.admin(entry);
        List<Member> told = admin.mode().filter("cluster"::equals).isPresent() ? told(admin, entry) : List.of();
        return nodes.stream()
                .map(at -> told.stream()
                        .filter(member -> member.at().equals(at))
                        .findFirst()
                        .orElseGet(() -> Member.healthy(at)))
                .toList();
    }

    /// What is the same from every node. A cluster has no name, but its members keep theirs: the first of them stands
    /// for all. Outside of a cluster it is the history of the data, which each start of a primary and each
    /// promotion begin anew.
    Optional<String> fingerprint(Endpoint entry) throws Refused, Unanswered {
        Admin admin = visits.admin(entry);
        if (admin.mode().filter("cluster"::equals).isPresent()) {
            return told(admin, entry).stream()
                    .map(Member::id)
                    .min(String::compareTo)
                    .map("cluster:"::concat);
        }
        Endpoint primary = from(entry).getFirst().at();
        return visits.admin(primary).call("INFO", "replication").text().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("master_replid:"))
                .map(line -> "replication:"
                        + line.substring("master_replid:".length()).strip())
                .findFirst();
    }

    private List<Member> cluster(Admin admin, Endpoint entry) throws Unanswered {
        List<Member> members = told(admin, entry);
        return members.isEmpty() ? alone(entry, admin, "+cluster|shards") : members;
    }

    /// What a member of a cluster tells of all of them; nothing where it is not allowed to.
    List<Member> told(Admin admin, Endpoint entry) throws Unanswered {
        List<Member> members = ClusterView.ofShards(admin.call("CLUSTER", "SHARDS"), entry.host(), tls);
        return members.isEmpty()
                ? ClusterView.ofNodes(admin.call("CLUSTER", "NODES").text().orElse(""), entry.host())
                : members;
    }

    private List<Member> replication(Admin admin, Endpoint entry) throws Refused, Unanswered {
        Answer role = admin.call("ROLE");
        String kind = role.item(0).flatMap(Answer::text).orElse("");
        return switch (kind) {
            case "master" -> withReplicas(entry);
            case "slave" -> withReplicas(primaryOf(role, admin));
            case "sentinel" -> sentinel(admin);
            default -> alone(entry, admin, "+role");
        };
    }

    private static Endpoint primaryOf(Answer role, Admin admin) throws Refused {
        return endpoint(role.item(1).flatMap(Answer::text), role.item(2).flatMap(Answer::text))
                .orElseThrow(() -> new Refused(
                        Reason.WRONG_NODE, "ROLE", "the replica does not know its primary yet", admin.node()));
    }

    /// A primary and its replicas, and theirs.
    private List<Member> withReplicas(Endpoint primary) throws Refused, Unanswered {
        Map<Endpoint, Member> found = new LinkedHashMap<>();
        List<Endpoint> open = new ArrayList<>(List.of(primary));
        while (!open.isEmpty()) {
            Endpoint next = open.removeFirst();
            if (found.putIfAbsent(next, Member.healthy(next)) == null) {
                open.addAll(replicasOf(next));
            }
        }
        return List.copyOf(found.values());
    }

    private List<Endpoint> replicasOf(Endpoint node) throws Refused, Unanswered {
        Admin admin = visits.admin(node);
        Answer role = admin.call("ROLE");
        if (role.item(0).flatMap(Answer::text).filter("master"::equals).isPresent()) {
            return role.item(2).map(Answer::items).orElse(List.of()).stream()
                    .flatMap(replica ->
                            endpoint(
                                    replica.item(0).flatMap(Answer::text),
                                    replica.item(1).flatMap(Answer::text))
                                    .stream())
                    .toList();
        }
        Optional<String> info = admin.call("INFO", "replication").text();
        if (role instanceof Answer.Failure || info.isEmpty()) {
            unknown(admin, "+role +info");
        }
        return info.map(Discovery::replicasIn).orElse(List.of());
    }

    /// Lines `slave0:ip=10.0.0.7,port=6379,state=online,…`: a replica tells of its own replicas nowhere else.
    private static List<Endpoint> replicasIn(String info) {
        return info.lines()
                .filter(line -> line.matches("slave\\d+:.*state=online.*"))
                .flatMap(line -> endpoint(field(line, "ip="), field(line, "port=")).stream())
                .toList();
    }

    private static Optional<String> field(String line, String key) {
        int start = line.indexOf(key);
        int end = line.indexOf(',', start);
        return start < 0 || end < 0 ? Optional.empty() : Optional.of(line.substring(start + key.length(), end));
    }

    private List<Member> sentinel(Admin admin) throws Refused, Unanswered {
        List<Answer> primaries = admin.call("SENTINEL", "MASTERS").items();
        if (primaries.size() != 1) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "SENTINEL",
                    "the Sentinel watches " + primaries.size()
                            + " primaries that our account can see; connect to the primary itself, or list"
                            + " the nodes of the connection",
                    admin.node());
        }
        Answer primary = primaries.getFirst();
        List<Member> members = new ArrayList<>(watched(primary));
        if (members.stream().anyMatch(Member::failed)) {
            throw new Refused(
                    Reason.WRONG_NODE,
                    "SENTINEL",
                    "the Sentinel calls the primary down; a new one is about to be chosen",
                    admin.node());
        }
        String name = primary.valueOf("name").flatMap(Answer::text).orElse("");
        admin.call("SENTINEL", "REPLICAS", name).items().forEach(replica -> members.addAll(watched(replica)));
        return List.copyOf(members);
    }

    private static List<Member> watched(Answer node) {
        List<String> flags = List.of(text(node, "flags").orElse("").split(",", -1));
        return endpoint(text(node, "ip"), text(node, "port")).stream()
                .map(at -> new Member(at.toString(), at, flags.contains("s_down") || flags.contains("o_down")))
                .toList();
    }

    private List<Member> alone(Endpoint entry, Admin admin, String right) {
        unknown(admin, right);
        return List.of(Member.healthy(entry));
    }

    private void unknown(Admin admin, String right) {
        warnings.accept("nodes unknown: " + admin.node() + " does not tell our account about other nodes; run "
                + admin.grant(right) + " there, or list the nodes of the connection");
    }

    private static Optional<String> text(Answer pairs, String key) {
        return pairs.valueOf(key).flatMap(Answer::text);
    }

    private static Optional<Endpoint> endpoint(Optional<String> host, Optional<String> port) {
        return host.filter(name -> !name.isEmpty())
                .flatMap(name -> port.filter(digits -> digits.matches("[1-9]\\d{0,4}"))
                        .map(Integer::valueOf)
                        .filter(number -> number <= 65_535)
                        .map(number -> new Endpoint(name, number)));
    }
}
