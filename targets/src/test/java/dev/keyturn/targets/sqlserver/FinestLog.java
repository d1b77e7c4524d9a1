// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Everything that is logged by `java.util.logging`, as if a person had asked for all of it.
final class FinestLog extends Handler implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    FinestLog() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(this);
        Logger.getLogger("dev.keyturn.another").finest("the log works");
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void publish(LogRecord line) {
        out.writeBytes(getFormatter().format(line).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
