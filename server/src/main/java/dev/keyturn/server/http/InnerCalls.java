// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Answers requests that come from this very process, by the handlers that answer those from the network.
public final class InnerCalls {
    private static final String USER_AGENT = "User-Agent";

    private final RouteTable routes;

    public InnerCalls(RouteTable routes) {
        this.routes = routes;
    }

    /// An answer as a client of the API gets it.
    ///
    /// @param json missing if there is no body
    public record Answer(int status, JsonNode json) {}

    /// @param address path and query, percent-encoded as on the wire
    /// @param outer the request of a browser on behalf of which this one is made: it keeps its id, its client
    /// and nothing else, least of all its cookie
    public Answer answer(Verb verb, String address, ObjectNode body, Call outer) {
        return answer(verb, address, body, outer, Map.of());
    }

    /// As [#answer(Verb, String, ObjectNode, Call)], with headers of its own.
    ///
    /// @param headers by their names in lower case
    public Answer answer(Verb verb, String address, ObjectNode body, Call outer, Map<String, String> headers) {
        var reply = Outcome.of(outer.id(), () -> reply(verb, address, body, outer, headers));
        if (reply.body().filter(Streamed.class::isInstance).isPresent()) {
            throw new IllegalArgumentException("what is streamed is not read as a whole");
        }
        return new Answer(reply.status(), reply.body().map(Json::tree).orElseGet(MissingNode::getInstance));
    }

    private Reply reply(Verb verb, String address, ObjectNode body, Call outer, Map<String, String> headers) {
        var query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        var match = routes.find(verb, UriText.segments(path))
                .orElseThrow(() -> new IllegalArgumentException("the API has no route " + verb + " " + path));
        var call = new Call(
                outer.id(),
                outer.client(),
                match.values(),
                name -> name.equalsIgnoreCase(USER_AGENT)
                        ? outer.header(name)
                        : Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))),
                address,
                UriText.query(query < 0 ? "" : address.substring(query + 1)),
                () -> body,
                () -> body,
                new Notes());
        return match.route().handler().handle(call);
    }
}
