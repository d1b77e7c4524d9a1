// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.certificate.Subject;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerTls;
import dev.keyturn.operator.provision.Offshoots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom the certificates of one SQL Server name: its services and pods, and what the user adds for the alias `server`.
///
/// @param server the first of its names is the one that the operator expects
record Subjects(Subject server, Subject client) {

    private static final String CLUSTER_DOMAIN = ".cluster.local";

    static Subjects of(Offshoots names, Optional<MSSQLServerTls> tls) {
        List<String> hosts = new ArrayList<>(List.of(expected(names)));
        hosts.addAll(List.of(
                names.name(),
                names.name() + "." + names.namespace(),
                expected(names) + CLUSTER_DOMAIN,
                "*." + inNamespace(names, names.governingService()),
                "*." + inNamespace(names, names.governingService()) + CLUSTER_DOMAIN,
                "localhost"));
        List<String> addresses = new ArrayList<>(List.of("127.0.0.1"));
        tls.map(MSSQLServerTls::certificates).orElse(List.of()).stream()
                .filter(wish -> wish.path("alias").asText().equals("server"))
                .forEach(wish -> {
                    hosts.addAll(texts(wish.path("dnsNames")));
                    addresses.addAll(texts(wish.path("ipAddresses")));
                });
        return new Subjects(
                new Subject(names.name(), distinct(hosts), distinct(addresses), Subject.Use.SERVER),
                new Subject(names.name() + "-client", List.of(), List.of(), Subject.Use.CLIENT));
    }

    /// What the server's certificate has to name when the operator connects, be it to a service or to a pod.
    static String expected(Offshoots names) {
        return inNamespace(names, names.name());
    }

    private static String inNamespace(Offshoots names, String service) {
        return service + "." + names.namespace() + ".svc";
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> distinct(List<String> texts) {
        return Stream.of(texts).flatMap(List::stream).distinct().toList();
    }
}
