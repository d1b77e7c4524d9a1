// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What else the log knows of an entry, in few words. Never a value: the log has none.
final class Detail {
    private static final String NOTHING = "–";

    private Detail() {}

    static String of(String type, JsonNode metadata) {
        var words = new ArrayList<String>();
        if (type.equals("secret-rotation-step")) {
            words.add(Fields.text(metadata, "name").orElse("step")
                    + Fields.text(metadata, "node").map(node -> " on " + node).orElse(""));
        }
        boolean failed = metadata.path("status").asText().equals("failed");
        if (type.equals("secret-rotation-rotate-secrets") && !failed) {
            Fields.text(metadata, "credentialVersion").ifPresent(version -> words.add("v" + version + " published"));
        }
        Fields.text(metadata, "message").ifPresent(words::add);
        Fields.text(metadata, "account").ifPresent(words::add);
        Fields.text(metadata, "role").ifPresent(role -> words.add("role " + role));
        list(metadata, "roles", "roles ").forEach(words::add);
        list(metadata, "accountsLeft", "left on the target: ").forEach(words::add);
        if (type.endsWith("-secret") || type.endsWith("-secrets")) {
            Fields.text(metadata, "environment")
                    .ifPresent(environment -> words.add(environment + " "
                            + Fields.text(metadata, "secretPath").orElse("/")));
        }
        if (metadata.has("isDisabled")) {
            words.add(metadata.path("isDisabled").asBoolean() ? "switched off" : "on");
        }
        long count = metadata.path("count").asLong();
        if (count > 1) {
            words.add(count + " times");
        }
        return words.isEmpty() ? NOTHING : String.join(", ", words);
    }

    private static List<String> list(JsonNode metadata, String field, String before) {
        String all = Fields.items(metadata, field).map(JsonNode::asText).collect(Collectors.joining(", "));
        return all.isEmpty() ? List.of() : List.of(before + all);
    }
}
