// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.server.auth.CustomRole;
import dev.keyturn.server.auth.Permission;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.secret.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How a role is written in JSON.
record RoleJson(
        String id,
        String name,
        String slug,
        Optional<String> description,
        List<Rule> permissions,
        String projectId,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Rule(String subject, List<String> action, boolean inverted, Optional<Map<String, Object>> conditions) {
        static Rule of(Permission permission) {
            var conditions = new LinkedHashMap<String, Object>();
            permission
                    .conditions()
                    .forEach(condition -> conditions.put(condition.attribute().wireName(), condition.operators()));
            return new Rule(
                    permission.subject().wireName(),
                    permission.words(),
                    permission.inverted(),
                    Optional.<Map<String, Object>>of(conditions).filter(map -> !map.isEmpty()));
        }
    }

    static RoleJson of(CustomRole role) {
        var draft = role.draft();
        return new RoleJson(
                role.id(),
                draft.name(),
                draft.slug().value(),
                draft.description(),
                draft.permissions().stream().map(Rule::of).toList(),
                role.project().value(),
                Optional.of(role.createdAt()),
                Optional.of(role.updatedAt()));
    }

    /// One that every project has; its id is the same everywhere and for ever.
    static RoleJson of(ProjectId project, ProjectRole role) {
        var name = "project role " + role.wireName();
        return new RoleJson(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                role.displayName(),
                role.wireName(),
                Optional.of("Every project has this role"),
                role.permissions().stream().map(Rule::of).toList(),
                project.value(),
                Optional.empty(),
                Optional.empty());
    }
}
