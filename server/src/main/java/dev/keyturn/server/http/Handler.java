// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

/// Answers one request, on a virtual thread of its own, so it may block.
@FunctionalInterface
public interface Handler {
    /// @throws ApiError for every answer that is not a success
    Reply handle(Call call);
}
