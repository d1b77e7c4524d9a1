// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// What somebody did, as the log's page says it.
///
/// @param failed the words if it did not succeed
record Verb(String words, String failed, Tone tone) {
    /// How loud it is.
    enum Tone {
        /// A credential was made or proved.
        GOOD,
        /// Something is wrong.
        BAD,
        /// Somebody saw a credential.
        SEEN,
        PLAIN
    }

    private static final Map<String, Verb> OF_ROTATIONS = Map.ofEntries(
            plain("create-secret-rotation", "Rotation created", "Rotation not created"),
            plain("update-secret-rotation", "Changed", "Not changed"),
            plain("delete-secret-rotation", "Deleted", "Delete failed"),
            plain("move-secret-rotation", "Moved", "Not moved"),
            entry("secret-rotation-rotate-secrets", "Rotated", "Rotation failed", Tone.GOOD),
            plain("resolve-secret-rotation", "Decided", "Decision failed"),
            entry("check-secret-rotation-credentials", "Checked the login", "Login refused", Tone.PLAIN),
            entry("secret-rotation-blocked", "Blocked", "Blocked", Tone.BAD),
            entry("secret-rotation-credential-refused", "Login refused", "Login refused", Tone.BAD),
            plain("secret-rotation-credential-retired", "Ended the old credential", "Did not end the old credential"),
            plain("secret-rotation-credential-cut", "Cut clients", "Did not cut clients"),
            plain("secret-rotation-step", "Did a step", "Step failed"),
            plain("secret-rotation-step check", "Checked", "Check failed"),
            plain("secret-rotation-step apply", "Applied", "Apply failed"),
            plain("secret-rotation-step verify", "Verified", "Verify failed"),
            plain("secret-rotation-step publish", "Published", "Publish failed"),
            plain("secret-rotation-step retire", "Retired", "Retire failed"),
            plain("secret-rotation-step abandon", "Abandoned", "Abandon failed"),
            plain("secret-rotation-step revoke", "Revoked", "Revoke failed"),
            entry("get-secret-rotation-generated-credentials", "Revealed credentials", "", Tone.SEEN),
            entry("get-secret-rotation-active-credentials", "Read the credentials", "", Tone.SEEN),
            plain("get-secret-rotations", "Listed rotations", ""),
            plain("get-secret-rotation", "Read the rotation", ""),
            plain("get-secret-rotation-attempts", "Read the runs", ""),
            plain("get-secret-rotation-sets", "Read the sets", ""),
            plain("get-secret-rotation-usage", "Asked who uses it", ""));

    private static final Map<String, Verb> OF_SECRETS = Map.ofEntries(
            plain("get-secrets", "Listed secrets", ""),
            entry("get-secret", "Read a secret", "", Tone.SEEN),
            plain("get-secret-versions", "Read versions of a secret", ""),
            plain("create-secret", "Secret created", "Secret not created"),
            plain("update-secret", "Secret changed", "Secret not changed"),
            plain("delete-secret", "Secret deleted", "Secret not deleted"),
            plain("create-secrets", "Secrets created", "Secrets not created"),
            plain("update-secrets", "Secrets changed", "Secrets not changed"),
            plain("delete-secrets", "Secrets deleted", "Secrets not deleted"),
            plain("move-secrets", "Secrets moved", "Secrets not moved"),
            plain("webhook-triggered", "Webhook tested", "Webhook test failed"),
            plain("update-webhook-status", "Webhook changed", "Webhook not changed"));

    private static final Map<String, Verb> OF_ACCESS = Map.ofEntries(
            plain("login-user", "Signed in", "Sign-in refused"),
            plain("logout-user", "Signed out", ""),
            plain("login-identity-universal-auth", "Logged in", "Login refused"),
            plain("renew-access-token", "Renewed the token", "Token not renewed"),
            plain("revoke-access-token", "Revoked the token", "Token not revoked"),
            plain("bootstrap-instance", "Opened the installation", "Installation not opened"),
            plain("add-identity-universal-auth", "Universal auth added", "Universal auth not added"),
            plain("update-identity-universal-auth", "Universal auth changed", "Universal auth not changed"),
            plain("revoke-identity-universal-auth", "Universal auth removed", "Universal auth not removed"),
            plain("create-identity-universal-auth-client-secret", "Client secret made", "Client secret not made"),
            plain("revoke-identity-universal-auth-client-secret", "Client secret revoked", "Client secret not revoked"),
            plain("create-identity-project-membership", "Member added", "Member not added"),
            plain("update-identity-project-membership", "Member's roles changed", "Member's roles not changed"),
            plain("delete-identity-project-membership", "Member removed", "Member not removed"),
            plain("create-app-connection", "Connection created", "Connection not created"),
            plain("update-app-connection", "Connection changed", "Connection not changed"),
            plain("delete-app-connection", "Connection deleted", "Connection not deleted"),
            plain("test-app-connection", "Connection tested", "Connection refused"),
            plain("change-app-connection-password", "Connection's password changed", "Connection's password kept"),
            entry("export-audit-logs", "Exported the audit log", "", Tone.SEEN),
            plain("get-audit-log-chain", "Asked whether the log is whole", ""));

    private static final Map<String, String> PAST = Map.of(
            "create", "created", "update", "changed", "delete", "deleted", "get", "read", "revoke", "revoked", "add",
            "added");

    private static Map.Entry<String, Verb> plain(String type, String words, String failed) {
        return entry(type, words, failed, Tone.PLAIN);
    }

    private static Map.Entry<String, Verb> entry(String type, String words, String failed, Tone tone) {
        return Map.entry(type, new Verb(words, failed, tone));
    }

    /// A type that is not in the tables says itself, as far as its first word has a past: `delete-folder` is "Folder
    /// deleted".
    static Verb of(String type) {
        return Optional.ofNullable(OF_ROTATIONS.get(type))
                .or(() -> Optional.ofNullable(OF_SECRETS.get(type)))
                .or(() -> Optional.ofNullable(OF_ACCESS.get(type)))
                .orElseGet(() -> new Verb(composed(type), "", Tone.PLAIN));
    }

    /// Of an event: a step says which it was.
    static Verb of(String type, JsonNode metadata) {
        String step = type + " " + metadata.path("name").asText();
        return OF_ROTATIONS.containsKey(step) ? of(step) : of(type);
    }

    private static String composed(String type) {
        String[] words = type.split("-", 2);
        String past = words.length == 2 ? PAST.get(words[0]) : null;
        String text = past == null ? type.replace('-', ' ') : words[1].replace('-', ' ') + " " + past;
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    String words(boolean success) {
        return success || failed.isEmpty() ? words : failed;
    }

    /// A Tabler outline name; empty for what is quiet.
    String icon(boolean success) {
        return !success
                ? "circle-x"
                : switch (tone) {
                    case GOOD -> "circle-check";
                    case BAD -> "circle-x";
                    case SEEN -> "eye";
                    case PLAIN -> "";
                };
    }

    /// The class of the style sheet.
    String look(boolean success) {
        return !success
                ? "kt-l-did-bad"
                : switch (tone) {
                    case GOOD -> "kt-l-did-ok";
                    case BAD -> "kt-l-did-bad";
                    case SEEN -> "kt-l-did-seen";
                    case PLAIN -> "";
                };
    }
}
