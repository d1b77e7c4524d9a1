// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.AuthSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/// The rules of `spec.authSecret` and of the Secret that it names (contract §4.3).
final class AuthSecretRules {

    private static final String FIELD = "spec.authSecret";

    private final Database database;
    private final Findings findings;

    AuthSecretRules(Database database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    void reference(AuthSecret auth) {
        findings.refuseIf(
                isGiven(auth.apiGroup()),
                FIELD + ".apiGroup",
                "credentials live in Secrets of the cluster only, leave apiGroup empty; virtual Secrets are not"
                        + " supported by Keyturn");
        findings.refuseIf(
                isGiven(auth.secretStoreName()),
                FIELD + ".secretStoreName",
                "credentials live in Secrets of the cluster only, leave secretStoreName out; secret stores are not"
                        + " supported by Keyturn");
        findings.refuseIf(
                !auth.kind().orElse("Secret").equals("Secret"),
                FIELD + ".kind",
                "credentials live in Secrets of the cluster only, set kind to Secret");
        findings.refuseIf(
                auth.externallyManaged().orElse(false) && !isGiven(auth.name()),
                FIELD + ".name",
                "an externally managed Secret is never made by Keyturn, so its name is needed");
        auth.rotateAfter()
                .filter(length -> length.value().isEmpty())
                .ifPresent(length -> findings.refuse(
                        FIELD + ".rotateAfter", "\"" + length.text() + "\" is no duration, write for example 720h"));
    }

    /// Judges the Secret that is named; a managed one that is missing will be made.
    void content(String name, Optional<Secret> found) {
        if (found.isPresent()) {
            present(found.get());
        } else if (database.isExternallyManaged()) {
            findings.refuse(
                    FIELD + ".name",
                    "Secret \"" + name + "\" does not exist in namespace \"" + database.namespace()
                            + "\"; an externally managed Secret is never made by Keyturn: make it first");
        }
    }

    private void present(Secret secret) {
        String name = "Secret \"" + secret.getMetadata().getName() + "\"";
        var pair = Pair.of(secret);
        findings.refuseIf(
                !pair.isComplete(), FIELD + ".name", name + " needs the keys username and password, neither empty");
        findings.refuseIf(
                pair.isComplete()
                        && !database.engine().letsTheUserBeAnother()
                        && !pair.username().equals(database.engine().superuser()),
                FIELD + ".name",
                name + " names another user; that of a " + database.engine().kind() + " is always \""
                        + database.engine().superuser() + "\"");
        if (!database.isExternallyManaged()) {
            var owner = new SecretOwner(database, secret);
            owner.byLabels(List.of())
                    .or(owner::byOwnerReference)
                    .ifPresent(other -> findings.refuse(
                            FIELD + ".name", name + " belongs to " + other + "; name another Secret, or none"));
        }
    }

    private static boolean isGiven(Optional<String> text) {
        return text.filter(given -> !given.isEmpty()).isPresent();
    }
}
