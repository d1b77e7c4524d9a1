// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// The target said no, and the call that it answered changed nothing. It speaks of that call only: an earlier one,
/// before a crash, may have got through.
public final class Refused extends TargetException {
    private static final long serialVersionUID = 1L;

    /// Why, as far as it decides what happens next.
    public enum Reason {
        /// Only from `verify`: the password was looked at and not accepted.
        WRONG_PASSWORD,
        /// The account is closed: locked by a person, expired, without login. Never taken for a wrong password.
        ACCOUNT,
        /// Too many failed logins. Stop probing and wait.
        LOCKED_OUT,
        /// The password breaks a rule of the target. Another one may pass.
        POLICY,
        /// A right of ours is missing.
        NOT_PERMITTED,
        /// The account does not exist.
        NO_SUCH_ACCOUNT,
        /// The target does not know the command.
        UNSUPPORTED,
        /// None of our own logins was accepted.
        ADMIN_LOGIN,
        /// This node takes no writes. Find the nodes again.
        WRONG_NODE,
        /// Not now: starting up, lock timeout, too many connections.
        BUSY,
        /// A no that has no place in this list.
        OTHER;

        /// Whether the answer is no verdict about what was asked, so that it counts as silence.
        public boolean isNoVerdict() {
            return this == BUSY || this == WRONG_NODE || this == LOCKED_OUT || this == ADMIN_LOGIN;
        }
    }

    private final Reason reason;

    public Refused(Reason reason, String code, String message) {
        super(code, message);
        this.reason = reason;
    }

    /// @param node the address of the node that refused, for calls that are not about one node
    public Refused(Reason reason, String code, String message, String node) {
        super(code, message, node);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
