// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.FormState;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A form or a question in front of the table.
///
/// @param name of the secret or folder that it is about; empty for a new one
public record Question(Kind kind, String name, FormState form) {
    /// What is asked.
    public enum Kind {
        ADD_SECRET("add-secret"),
        EDIT_SECRET("edit-secret"),
        DELETE_SECRET("delete-secret"),
        ADD_FOLDER("add-folder"),
        EDIT_FOLDER("edit-folder"),
        DELETE_FOLDER("delete-folder");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As the address says it, and the path of the form.
        public String word() {
            return word;
        }

        boolean isNew() {
            return this == ADD_SECRET || this == ADD_FOLDER;
        }

        boolean deletes() {
            return this == DELETE_SECRET || this == DELETE_FOLDER;
        }
    }

    /// What the address asks for, about something that is there.
    static Optional<Question> of(Visit visit, SecretsView view) {
        String name = visit.query("name").orElse("");
        return visit.query("ask")
                .flatMap(word -> Arrays.stream(Kind.values())
                        .filter(kind -> kind.word.equals(word))
                        .findFirst())
                .flatMap(kind -> filled(kind, name, view).map(form -> new Question(kind, name, form)));
    }

    private static Optional<FormState> filled(Kind kind, String name, SecretsView view) {
        return switch (kind) {
            case ADD_SECRET, ADD_FOLDER -> Optional.of(FormState.empty());
            case EDIT_SECRET ->
                view.secret(name)
                        .map(secret -> FormState.filled(
                                Map.of("newSecretName", secret.name(), "secretComment", secret.comment())));
            case DELETE_SECRET -> view.secret(name).map(_ -> FormState.empty());
            case EDIT_FOLDER ->
                view.folder(name)
                        .map(folder ->
                                FormState.filled(Map.of("name", folder.name(), "description", folder.description())));
            case DELETE_FOLDER -> view.folder(name).map(_ -> FormState.empty());
        };
    }
}
