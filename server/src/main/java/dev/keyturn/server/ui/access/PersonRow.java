// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.util.Optional;

/// Somebody who signs in at the console.
///
/// @param first  opened the installation
/// @param isSelf looks at the page
public record PersonRow(String id, String email, String role, boolean first, boolean isSelf, Optional<Moment> made) {

    /// @param visitor the id of who looks
    static PersonRow of(JsonNode user, String visitor, Times times) {
        String id = user.path("id").asText();
        return new PersonRow(
                id,
                user.path("email").asText(),
                user.path("role").asText(),
                user.path("superAdmin").asBoolean(),
                id.equals(visitor),
                Fields.time(user, "createdAt").map(times::near));
    }

    /// As people call the role.
    public String roleName() {
        return RoleNames.of(role);
    }
}
