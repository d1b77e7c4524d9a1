// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/// Why a database cannot be built now: something that it needs is missing or wrong. It is tried again.
public final class Shortfall extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason  one word, for the condition
    /// @param message what is missing, and what to do; never a secret
    public Shortfall(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Without the server's own words, which may repeat what was sent.
    static Shortfall refused(KubernetesClientException e) {
        String object = Optional.ofNullable(e.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getDetails()))
                .map(details -> details.getKind() + " " + details.getName())
                .orElse("an object of it");
        return new Shortfall(
                "ClusterRefused",
                "The cluster refuses " + object + " (" + e.getCode()
                        + "); the operator's log says why, and it is tried again");
    }

    public String reason() {
        return reason;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
