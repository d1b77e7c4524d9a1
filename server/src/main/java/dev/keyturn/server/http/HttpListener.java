// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.core.rotation.StoreUnavailable;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server. Each request runs on a virtual thread of its own.
///
/// No header, query or body is ever logged, and the framework's own logs of what it sends and receives are off.
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Listening listening;
    private final RouteTable routes;
    private final RandomGenerator random;
    private final RequestObserver observer;
    private final WebServer server;

    private HttpListener(Listening listening, RouteTable routes, RandomGenerator random, RequestObserver observer) {
        this.listening = listening;
        this.routes = routes;
        this.random = random;
        this.observer = observer;
        this.server = build();
    }

    /// Binds the port and answers from then on.
    public static HttpListener start(
            Listening listening, RouteTable routes, RandomGenerator random, RequestObserver observer) {
        var listener = new HttpListener(listening, routes, random, observer);
        listener.server.start();
        return listener;
    }

    private WebServer build() {
        var builder = WebServer.builder()
                .address(listening.host())
                .port(listening.port())
                .shutdownHook(false)
                .shutdownGracePeriod(DRAIN)
                .addProtocol(
                        Http1Config.builder().sendLog(false).receiveLog(false).build())
                .directHandlers(directHandlers())
                .routing((HttpRouting.Builder routing) -> routing.any(this::answer));
        listening.tls().ifPresent(files -> builder.tls(ReloadingTls.of(files)));
        return builder.build();
    }

    /// What the framework refuses before a route is looked for has the same shape as every other error.
    private DirectHandlers directHandlers() {
        var handlers = DirectHandlers.builder();
        for (var event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (_, _, status, headers, _) -> {
                var error = status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                        ? ApiError.tooLarge(RequestBody.LIMIT)
                        : ApiError.badRequest("The request is not valid HTTP");
                var body = error.reply(requestId()).body().map(Json::write).orElseThrow();
                return DirectHandler.TransportResponse.builder()
                        .status(Status.create(error.status()))
                        .headers(headers)
                        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                        .keepAlive(false)
                        .entity(body)
                        .build();
            });
        }
        return handlers.build();
    }

    /// The address under which this server answers.
    public URI address() {
        var host = listening.host().getHostAddress();
        return URI.create("%s://%s:%d"
                .formatted(
                        listening.tls().isPresent() ? "https" : "http",
                        host.contains(":") ? "[" + host + "]" : host,
                        server.port()));
    }

    private void answer(ServerRequest request, ServerResponse response) {
        var id = requestId();
        var body = new RequestBody(request);
        send(request, response, reply(request, body, id), body);
    }

    private Reply reply(ServerRequest request, RequestBody body, String id) {
        var began = System.nanoTime();
        Optional<RouteTable.Match> match;
        try {
            match = routed(request);
        } catch (ApiError malformed) {
            return malformed.reply(id);
        }
        if (match.isEmpty()) {
            return Outcome.of(id, () -> routes.otherwise().handle(call(Map.of(), request, body, id)));
        }
        var route = match.get().route();
        var values = match.get().values();
        var reply = Outcome.of(id, () -> handle(route, call(values, request, body, id)));
        observer.answered(
                route.verb().name(),
                route.path().toString(),
                reply.status(),
                Duration.ofNanos(System.nanoTime() - began));
        return reply;
    }

    private Optional<RouteTable.Match> routed(ServerRequest request) {
        var prologue = request.prologue();
        var path = UriText.segments(prologue.uriPath().rawPath());
        return Verb.of(prologue.method().text()).flatMap(verb -> routes.find(verb, path));
    }

    private Call call(Map<String, String> names, ServerRequest request, RequestBody body, String id) {
        var headers = new RequestHeaders(request.headers());
        var tls = listening.tls().isPresent();
        return new Call(
                id,
                Forwarding.client(listening, RequestHeaders.peer(request), tls, headers::first),
                names,
                headers::first,
                RequestHeaders.address(request),
                UriText.query(request.prologue().query().rawValue()),
                body::read,
                body::readForm,
                new Notes());
    }

    private static Reply handle(Route route, Call call) {
        var reply = route.handler().handle(call);
        LOG.atDebug()
                .addKeyValue("request", call.id())
                .addKeyValue("route", route.path().toString())
                .addKeyValue("status", reply.status())
                .log("answered");
        return reply;
    }

    private void send(ServerRequest request, ServerResponse response, Reply reply, RequestBody body) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (!reply.headers().containsKey("Cache-Control")) {
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
        }
        var close = body.mustClose() || request.headers().contains(HeaderValues.CONNECTION_CLOSE);
        if (close) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        if (reply.body().isEmpty() || request.prologue().method().text().equals("HEAD")) {
            response.send();
        } else if (reply.body().get() instanceof Reply.Html(var page)) {
            response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
            response.send(page.getBytes(StandardCharsets.UTF_8));
        } else if (reply.body().get() instanceof Streamed streamed) {
            stream(response, streamed);
        } else {
            response.header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
            response.send(Json.write(reply.body().get()));
        }
        if (close) {
            // by itself the framework goes on reading: it would take the rest of a body for the next request
            throw new CloseConnectionException("the answer was the last");
        }
    }

    private static void stream(ServerResponse response, Streamed streamed) {
        response.header(HeaderNames.CONTENT_TYPE, streamed.type());
        // not closed on failure: the missing end tells the client
        var to = response.outputStream();
        try {
            streamed.writer().write(to);
            to.close();
        } catch (IOException | StoreUnavailable failed) {
            LOG.atWarn()
                    .addKeyValue("reason", failed.getClass().getSimpleName())
                    .log("answer broke off");
            throw new CloseConnectionException("the answer broke off");
        }
    }

    private String requestId() {
        return RequestId.next(random);
    }

    /// Takes no new connection, lets requests under way finish for at most 30 s, and frees the port.
    @Override
    public void close() {
        server.stop();
    }
}
