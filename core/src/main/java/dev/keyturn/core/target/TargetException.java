// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.Optional;

/// A target did not do what was asked: it said no ([Refused]), or nothing that we can rely on ([Unanswered]).
///
/// The message is one of our own sentences, without the object it happened to and without a secret; text of an
/// engine's client library and causes that may hold a statement end inside the driver.
public abstract sealed class TargetException extends Exception permits Refused, Unanswered {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String node;

    TargetException(String code, String message) {
        this(code, message, "");
    }

    TargetException(String code, String message, String node) {
        super(message);
        this.code = code;
        this.node = node;
    }

    /// The engine's own number or prefix (`WRONGPASS`, `42501`), for people who look it up.
    public String code() {
        return code;
    }

    /// The message as a person reads it: with the engine's own code, once.
    public String sentence() {
        String message = String.valueOf(getMessage());
        return message.contains(code) ? message : message + " (" + code + ")";
    }

    /// The address of the node that spoke or was silent, where the call was not about one node anyway.
    public Optional<String> node() {
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }
}
