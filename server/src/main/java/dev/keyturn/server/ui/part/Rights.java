// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// What the visitor may do at a place of a project, so that a page offers no more. The API refuses what it refuses
/// whatever stands here.
///
/// @param rights actions by subject, as the API answers them
public record Rights(JsonNode rights) {
    /// On which a member of a project works.
    private static final Set<String> WORK = Set.of(
            "secrets",
            "secret-folders",
            "secret-imports",
            "secret-rotation",
            "app-connections",
            "environments",
            "tags");

    public static Rights of(JsonNode answer) {
        return new Rights(answer.path("rights"));
    }

    public boolean may(String action, String subject) {
        return rights.path(subject).valueStream().anyMatch(one -> one.asText().equals(action));
    }

    /// Why a button is disabled; empty if it is not.
    public String missing(String action, String subject) {
        if (may(action, subject)) {
            return "";
        }
        return WORK.contains(subject) ? "Needs the role member" : "Needs the role admin";
    }
}
