// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.util.Optional;

/// Something that is about to pass a wire.
///
/// @param node  position of the node, from 0
/// @param user  who the connection has last asked to log in as
/// @param what  what passes
/// @param command what is asked, or was asked last on this connection
record Passage(int node, Optional<String> user, What what, Command command) {

    enum What {
        /// A command on its way to the node.
        COMMAND,
        /// The first bytes of the answer to it.
        ANSWER,
        /// The client has closed the connection.
        HANGUP
    }

    /// Puts a user there with a password, or takes one from it: not what merely tries whether that may be done.
    boolean changesAUser() {
        return command.begins("ACL", "SETUSER") && command.words().stream().anyMatch(word -> word.startsWith("#"));
    }

    boolean deletes(String user) {
        return command.begins("ACL", "DELUSER") && command.words().contains(user);
    }

    boolean logsIn(String wanted) {
        return command.login().filter(wanted::equals).isPresent();
    }
}
