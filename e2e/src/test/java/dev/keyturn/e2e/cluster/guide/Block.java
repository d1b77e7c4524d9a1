// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import java.util.List;

/// One fenced block of a guide.
///
/// @param line of its opening fence, from 1
/// @param info the words behind the fence: language, and what this package makes of the rest
/// @param body its lines
record Block(int line, List<String> info, List<String> body) {

    Block {
        info = List.copyOf(info);
        body = List.copyOf(body);
    }

    /// Commands for Bash. With the word `fails` one of them has to fail, otherwise none may.
    boolean isCommands() {
        return language().equals("bash");
    }

    boolean mayFail() {
        return info.contains("fails");
    }

    /// A file of the reader's own; its name is the second word.
    boolean isFile() {
        return language().equals("yaml");
    }

    /// What the commands before it printed.
    boolean isOutput() {
        return language().equals("text");
    }

    String fileName() {
        if (info.size() < 2) {
            throw new IllegalArgumentException("The YAML of line " + line + " has no file name behind its fence");
        }
        return info.get(1);
    }

    String text() {
        return String.join("\n", body) + "\n";
    }

    private String language() {
        return info.isEmpty() ? "" : info.getFirst();
    }
}
