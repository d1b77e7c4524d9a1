// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer that is not a success. Every error shape of the contract (§1.3, §15.2) is made here and nowhere else.
///
/// Throw it where the rule is known; the message is read by people and must say what happened, to which object, why,
/// and what to do. It carries no stack: it is an answer, not a bug.
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final transient Object text;
    private final transient Optional<Object> details;
    private final transient Map<String, String> headers;

    private ApiError(int status, String error, Object text, Optional<Object> details, Map<String, String> headers) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.text = text;
        this.details = details;
        this.headers = headers;
    }

    private static ApiError of(int status, String error, String message) {
        return new ApiError(status, error, message, Optional.empty(), Map.of());
    }

    /// A rule of the product says no.
    public static ApiError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /// As [#badRequest(String)], with what the message is about in a form for programs.
    public static ApiError badRequest(String message, Object details) {
        return new ApiError(400, "BadRequest", message, Optional.of(details), Map.of());
    }

    /// Nobody is signed in, or the credentials of a login are wrong.
    public static ApiError unauthorized(String message) {
        return of(401, "UnauthorizedError", message);
    }

    /// The role lacks the action.
    ///
    /// @param matchingRules the rules that spoke about it, empty if none did
    public static ApiError permissionDenied(String message, List<?> matchingRules) {
        return new ApiError(403, "PermissionDenied", message, Optional.of(matchingRules), Map.of());
    }

    /// A token was sent that is expired, malformed, revoked, used up or signed otherwise.
    public static ApiError token(String message) {
        return of(403, "TokenError", message);
    }

    /// Any other refusal.
    public static ApiError forbidden(String message) {
        return of(403, "ForbiddenError", message);
    }

    /// The caller would give or take rights that it does not have itself.
    public static ApiError permissionBoundary(String message) {
        return of(403, "PermissionBoundaryError", message);
    }

    public static ApiError notFound(String message) {
        return of(404, "NotFound", message);
    }

    /// The body is larger than the server reads. The connection ends with this answer.
    public static ApiError tooLarge(long limit) {
        return of(413, "PayloadTooLarge", "The body is larger than %d bytes".formatted(limit));
    }

    /// The input breaks its schema.
    public static ApiError validation(List<Issue> issues) {
        return new ApiError(422, "ValidationFailure", List.copyOf(issues), Optional.empty(), Map.of());
    }

    public static ApiError validation(Issue issue) {
        return validation(List.of(issue));
    }

    public static ApiError tooManyRequests(Duration retryAfter) {
        return new ApiError(
                429,
                "RateLimitExceeded",
                "Too many requests from this address. Try again in %d s.".formatted(seconds(retryAfter)),
                Optional.empty(),
                Map.of("Retry-After", Long.toString(seconds(retryAfter))));
    }

    /// A target failed during a manual rotation; the message carries what it said, without any password.
    public static ApiError internal(String message) {
        return of(500, "InternalServerError", message);
    }

    /// A bug. What happened is in the log, under the request's id.
    static ApiError unexpected() {
        return internal("something went wrong");
    }

    /// The store cannot be written or read at the moment.
    static ApiError unavailable() {
        return new ApiError(
                503,
                "ServiceUnavailable",
                "The store cannot be used at the moment. Nothing was answered that is not stored; try again.",
                Optional.empty(),
                Map.of("Retry-After", "5"));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    public int status() {
        return status;
    }

    /// The message of every error but a 422; that one has [Issue]s instead.
    @Override
    public String getMessage() {
        return text instanceof String message ? message : error + " " + text;
    }

    /// What is wrong with the input; empty for every error but a 422.
    public List<Issue> issues() {
        return text instanceof List<?> all ? all.stream().map(Issue.class::cast).toList() : List.of();
    }

    Reply reply(String requestId) {
        var reply = new Reply(status, headers, Optional.of(new Body(requestId, status, text, error, details)));
        return reply;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Body(String reqId, int statusCode, Object message, String error, Optional<Object> details) {}
}
