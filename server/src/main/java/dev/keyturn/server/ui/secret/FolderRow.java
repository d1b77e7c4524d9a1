// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.util.Optional;

/// A folder in the table.
///
/// @param changed when a secret in it was changed last
public record FolderRow(
        String name, String href, String description, Optional<Moment> changed, String edit, String delete) {
    static FolderRow of(JsonNode folder, SecretsAddress address, Times times) {
        String name = folder.path("name").asText();
        return new FolderRow(
                name,
                address.to(address.child(name)).href(),
                Fields.text(folder, "description").orElse(""),
                Fields.time(folder, "lastSecretModified").map(times::near),
                address.asking("edit-folder", name),
                address.asking("delete-folder", name));
    }
}
