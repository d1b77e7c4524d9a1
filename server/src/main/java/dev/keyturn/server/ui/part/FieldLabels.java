// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import java.util.Map;

/// What people call the fields of the forms about rotations and connections.
public final class FieldLabels {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("connectionId", "Connection"),
            Map.entry("automatic", "Auto-Rotation Enabled"),
            Map.entry("interval", "Rotation Interval"),
            Map.entry("at", "Rotate At"),
            Map.entry("rhythm", "Schedule"),
            Map.entry("zone", "Time Zone"),
            Map.entry("windowFrom", "Window from"),
            Map.entry("windowTo", "Window to"),
            Map.entry("mon", "Days of the window"),
            Map.entry("hold", "Hold while in use"),
            Map.entry("scope", "Permission Scope"),
            Map.entry("username1", "First user"),
            Map.entry("username2", "Second user"),
            Map.entry("statement", "Rotation statement"),
            Map.entry("ownerRole", "Owner role"),
            Map.entry("single", "A single user"),
            Map.entry("adopt", "User to begin with"),
            Map.entry("adoptPassword", "Present password"),
            Map.entry("lowercase", "Lower case"),
            Map.entry("uppercase", "Upper case"),
            Map.entry("allowed", "Allowed symbols"),
            Map.entry("mapUsername", "Username"),
            Map.entry("mapPassword", "Password"),
            Map.entry("path", "Folder"),
            Map.entry("tls", "Use TLS"),
            Map.entry("ca", "CA certificate"),
            Map.entry("unchecked", "Certificate check"),
            Map.entry("managed", "Own password"),
            Map.entry("project", "Usable in"));

    private FieldLabels() {}

    /// The field's own name with a capital where people call it so.
    public static String of(String field) {
        String label = LABELS.get(field);
        return label != null || field.isEmpty()
                ? String.valueOf(label)
                : Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }
}
