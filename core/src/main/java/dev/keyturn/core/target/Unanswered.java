// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// No answer, or one that was lost: what was asked may or may not have happened. Ask `verify` before believing either.
public final class Unanswered extends TargetException {
    private static final long serialVersionUID = 1L;

    public Unanswered(String code, String message) {
        super(code, message);
    }

    /// @param node the address of the silent node, for calls that are not about one node
    public Unanswered(String code, String message, String node) {
        super(code, message, node);
    }
}
