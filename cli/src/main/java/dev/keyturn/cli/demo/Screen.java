// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.testkit.client.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// What a person sees of the demo: sentences, and below them one line with the count. A terminal rewrites that line in
/// place; anything else gets a new one every few seconds. Safe for threads.
public final class Screen {

    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private boolean lineOpen;

    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// How long the line stays as it is.
    Duration pause() {
        return terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5);
    }

    /// A sentence, above the count.
    public synchronized void say(String sentence) {
        clear();
        out.println(sentence);
        out.flush();
    }

    synchronized void show(Count count) {
        clear();
        out.print(line(count));
        if (terminal) {
            lineOpen = true;
        } else {
            out.println();
        }
        out.flush();
    }

    /// Leaves the last count standing, so that what follows begins on a line of its own.
    synchronized void settle() {
        if (lineOpen) {
            out.println();
            out.flush();
            lineOpen = false;
        }
    }

    /// `rotations 12 · logins 8,431 · refused 0`; outages are shown when there are any.
    static String line(Count count) {
        var line = String.format(
                Locale.ROOT,
                "rotations %,d · logins %,d · refused %,d",
                count.rotations(),
                count.logins(),
                count.refused());
        return count.unreachable() == 0
                ? line
                : line + String.format(Locale.ROOT, " · unreachable %,d", count.unreachable());
    }

    private void clear() {
        if (lineOpen) {
            out.print(BACK_AND_CLEAR);
            lineOpen = false;
        }
    }
}
