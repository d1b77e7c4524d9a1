// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Starts the log on standard error; standard output belongs to the commands.
///
/// The level that a person chooses is that of Keyturn's own loggers, which never name a secret. Everything else – the
/// HTTP server, the database drivers, the pools – says warnings and errors only, whatever was chosen: at finer levels
/// such libraries print headers, bodies and statements. It is a list of one that may speak, not of those that may not,
/// so that a library which comes later is silent as well.
public final class Logging {

    private static final String OURS = "dev.keyturn";

    /// Warns of each kind whose API version is not yet `v1`, which is so with some of ours.
    private static final String VERSIONS = "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";

    /// Line ends inside a message become blanks: nobody who chooses a name may write log lines.
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{20}"
            + " %replace(%msg %kvp){'[\\r\\n]+', ' '}%n%ex";

    private Logging() {}

    /// Replaces whatever log there is by this one.
    public static void start(LogSettings settings) {
        start(settings, System.err);
    }

    static void start(LogSettings settings, OutputStream output) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), settings, output);
    }

    static void configure(LoggerContext context, LogSettings settings, OutputStream output) {
        context.reset();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setOutputStream(new KeptOpen(output));
        appender.setContext(context);
        appender.setEncoder(encoder(settings.format(), context));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        var chosen = Level.convertAnSLF4JLevel(settings.level());
        root.setLevel(chosen.isGreaterOrEqual(Level.WARN) ? chosen : Level.WARN);
        context.getLogger(OURS).setLevel(chosen);
        context.getLogger(VERSIONS).setLevel(Level.ERROR);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return switch (format) {
            case PLAIN -> plain(context);
            case JSON -> new JsonLines();
        };
    }

    private static Encoder<ILoggingEvent> plain(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    /// An appender closes its stream when another configuration replaces it; standard error is not its own.
    private static final class KeptOpen extends OutputStream {

        private final OutputStream stream;

        KeptOpen(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int single) throws IOException {
            stream.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
