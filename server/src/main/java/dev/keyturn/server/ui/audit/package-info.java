// SPDX-License-Identifier: Apache-2.0

/// The page of the audit log: what was done by whom, with verbs in the past.
@NullMarked
package dev.keyturn.server.ui.audit;

import org.jspecify.annotations.NullMarked;
