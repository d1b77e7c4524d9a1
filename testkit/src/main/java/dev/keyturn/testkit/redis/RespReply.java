// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.util.List;

/// One answer of a Redis server, as it came.
public sealed interface RespReply {

    /// A simple or a bulk string.
    record Text(String value) implements RespReply {}

    record Whole(long value) implements RespReply {}

    record Many(List<RespReply> items) implements RespReply {}

    record Absent() implements RespReply {}

    /// The server's error line, without the leading minus.
    record Failure(String line) implements RespReply {}

    /// The string inside, or a clear failure that shows what came instead.
    default String text() {
        return switch (this) {
            case Text(String value) -> value;
            case Whole(long value) -> Long.toString(value);
            case Many _, Absent _, Failure _ -> throw new IllegalStateException("Expected a string, got " + this);
        };
    }

    default List<RespReply> items() {
        return switch (this) {
            case Many(List<RespReply> items) -> items;
            case Text _, Whole _, Absent _, Failure _ ->
                throw new IllegalStateException("Expected a list, got " + this);
        };
    }

    default boolean isFailure(String prefix) {
        return this instanceof Failure(String line) && line.startsWith(prefix);
    }
}
