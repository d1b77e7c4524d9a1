// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Ends what earlier connections of the same name may still have under way. Once the server has closed a connection,
/// nothing that was sent on it is carried out; so this stands in for a lock, which Redis does not have (`engines.md`
/// §1.7).
///
/// @param isProven whether every node told of its connections and ended the earlier ones
record Fence(boolean isProven) implements TargetLock {

    @Override
    public void close() {
        // nothing is held: the next session ends this one's connections
    }

    /// Whether no earlier statement of this name can land on the node any more.
    static boolean around(Admin admin, String name, Consumer<String> warnings) throws Unanswered {
        Answer clients = admin.call("CLIENT", "LIST");
        if (!admin.named() || clients.text().isEmpty()) {
            return unfenced(admin, "+client|list +client|kill +client|id +client|setname", warnings);
        }
        for (String id : earlier(clients, name, admin.id())) {
            if (admin.call("CLIENT", "KILL", "ID", id) instanceof Answer.Failure) {
                return unfenced(admin, "+client|kill", warnings);
            }
        }
        return true;
    }

    private static List<String> earlier(Answer clients, String name, Optional<String> own) {
        return ClientList.of(clients).connections().stream()
                .filter(connection -> connection.name().equals(name))
                .map(ClientList.Entry::id)
                .filter(id -> own.filter(id::equals).isEmpty())
                .toList();
    }

    private static boolean unfenced(Admin admin, String rights, Consumer<String> warnings) {
        warnings.accept("unfenced: " + admin.node()
                + " does not let our account end its own earlier connections, so a late command may still"
                + " arrive; run " + admin.grant(rights) + " there");
        return false;
    }
}
