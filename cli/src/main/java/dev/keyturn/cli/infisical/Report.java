// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

import dev.keyturn.cli.api.ApiRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/// Says what is made, what is there already and what is left out, one line each, and counts. Used by one thread.
final class Report {
    private final PrintWriter out;
    private final boolean dry;
    private int made;
    private int there;
    private int left;

    /// @param dry whether nothing is to be made
    Report(PrintWriter out, boolean dry) {
        this.out = out;
        this.dry = dry;
    }

    /// Makes something on the destination.
    @FunctionalInterface
    interface Making {
        /// @return its id
        String make() throws IOException, InterruptedException;
    }

    /// Makes `what` unless it is there.
    ///
    /// @return its id; empty if there is none, which has been said
    Optional<String> unlessThere(String what, Optional<String> id, Making making)
            throws IOException, InterruptedException {
        if (id.isPresent()) {
            there++;
            line("exists", what);
            return id;
        }
        if (dry) {
            made++;
            line("would make", what);
            return Optional.empty();
        }
        try {
            Optional<String> fresh = Optional.of(making.make());
            made++;
            line("made", what);
            return fresh;
        } catch (ApiRefused refused) {
            leftOut(what, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    void leftOut(String what, String why) {
        left++;
        line("left out", what + ": " + why);
    }

    private void line(String verb, String what) {
        out.println("%-10s  %s".formatted(verb, what.replaceAll("\\p{Cntrl}", " ")));
    }

    /// @return whether nothing was left out
    boolean end() {
        out.println(
                "%d %s, %d there already, %d left out".formatted(made, dry ? "would be made" : "made", there, left));
        out.flush();
        return left == 0;
    }
}
