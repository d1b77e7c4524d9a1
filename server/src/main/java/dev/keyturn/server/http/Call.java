// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One request. Its header values, query and body may hold secrets, and it never prints them.
///
/// @param id the `reqId` of every error to it
/// @param names the named segments of the path, decoded
/// @param header gives a header's value; the name in any case
/// @param address the path and the query as the client wrote them
/// @param bodySource reads the body, when somebody asks for it
/// @param formSource likewise, the body of a form
/// @param notes what the audit log is told of it
public record Call(
        String id,
        Client client,
        Map<String, String> names,
        Function<String, Optional<String>> header,
        String address,
        ObjectNode queryFields,
        Supplier<ObjectNode> bodySource,
        Supplier<ObjectNode> formSource,
        Notes notes) {

    /// Who sent a request, as far as the network tells.
    ///
    /// @param secure whether it came over TLS, be it as far as a trusted proxy
    /// @param direct whether it came without a proxy in between, as far as we can see
    public record Client(InetAddress address, boolean secure, boolean direct) {}

    /// The fields of the query.
    public Input query() {
        return Input.ofQuery(queryFields);
    }

    /// The fields of the body; none if there is no body.
    ///
    /// @throws ApiError if the body is not a JSON object, or too large
    public Input body() {
        return Input.ofBody(bodySource.get());
    }

    /// The fields of a form that a browser sent.
    ///
    /// @throws ApiError if the body is not one, or too large
    public Input form() {
        return Input.ofQuery(formSource.get());
    }

    /// A named segment of the path, to look something up by.
    ///
    /// @throws ApiError 404 if it holds a NUL, for nothing is called so
    public String name(String segment) {
        var text = written(segment);
        if (text.indexOf('\0') >= 0) {
            throw ApiError.notFound("Nothing has a name with a NUL in it");
        }
        return text;
    }

    /// A named segment of the path as the client wrote it, for a new name that the caller checks.
    public String written(String segment) {
        return Optional.ofNullable(names.get(segment))
                .orElseThrow(() -> new IllegalArgumentException("the route has no segment {" + segment + "}"));
    }

    /// A named segment that is an id, in lower case.
    ///
    /// @throws ApiError 422 if it is not a UUID
    public String uuid(String segment) {
        var text = name(segment);
        if (!TextField.isUuid(text)) {
            throw ApiError.validation(Issue.notUuid(List.of(segment)));
        }
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /// Tells the audit log what the request is about: an id, a name or a path, never a value.
    public void note(String name, Object value) {
        var _ = notes.add(name, value);
    }

    public Optional<String> header(String name) {
        return header.apply(name);
    }

    @Override
    public String toString() {
        return "call " + id;
    }
}
