// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import dev.keyturn.operator.certificate.Subject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Under which names the API server calls the webhook, so that its certificate has them.
final class Subjects {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

    private Subjects() {}

    static Subject of(Optional<URI> url, String namespace) {
        return url.map(Subjects::host).map(Subjects::named).orElseGet(() -> {
            String service = Configurations.NAME + "." + namespace + ".svc";
            return Subject.server(service, service + ".cluster.local");
        });
    }

    private static String host(URI url) {
        String host = Optional.ofNullable(url.getHost())
                .orElseThrow(() -> new IllegalArgumentException(url + " names no host"));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Subject named(String host) {
        return ADDRESS.matcher(host).matches()
                ? new Subject(host, List.of(), List.of(host), Subject.Use.SERVER)
                : Subject.server(host);
    }
}
