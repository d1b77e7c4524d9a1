// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyturn.operator.certificate.ServerKeys;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTPS server that the API server calls. Each question has its own virtual thread.
final class WebhookServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    /// An object of 3 MB, the API server's own limit, comes twice on a change.
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int LAST_ANSWERS_SECONDS = 2;

    private final HttpsServer server;
    private final ExecutorService threads;

    private WebhookServer(HttpsServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Starts it; on return it answers.
    static WebhookServer start(InetSocketAddress listen, ServerKeys keys, Reviewer reviewer) throws IOException {
        var server = HttpsServer.create(listen, 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
        server.createContext(Configurations.VALIDATE, exchange -> answer(exchange, reviewer::validate));
        server.createContext(Configurations.MUTATE, exchange -> answer(exchange, reviewer::mutate));
        server.start();
        return new WebhookServer(server, threads);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(LAST_ANSWERS_SECONDS);
        threads.shutdown();
    }

    private static void answer(HttpExchange exchange, Function<Review, Answer> judge) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, HttpURLConnection.HTTP_BAD_METHOD, text("only POST of an AdmissionReview is answered"));
                return;
            }
            var body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                send(exchange, HttpURLConnection.HTTP_ENTITY_TOO_LARGE, text("the AdmissionReview is too large"));
                return;
            }
            judged(exchange, body, judge);
        }
    }

    private static void judged(HttpExchange exchange, byte[] body, Function<Review, Answer> judge) throws IOException {
        Review review;
        try {
            review = Review.read(body);
        } catch (IllegalArgumentException _) {
            send(
                    exchange,
                    HttpURLConnection.HTTP_BAD_REQUEST,
                    text("the body is no AdmissionReview of admission.k8s.io/v1"));
            return;
        }
        byte[] answer;
        try {
            answer = review.answered(judge.apply(review));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("kind", review.kind()).setCause(e).log("an object could not be judged");
            answer = review.answered(Answer.later("Keyturn could not judge the object; its log says why"));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, HttpURLConnection.HTTP_OK, answer);
    }

    private static byte[] text(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }
}
