// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

/// A text is no cron expression. The message says which field, why, and what would be right.
public final class InvalidCron extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidCron(String message) {
        super(message);
    }
}
