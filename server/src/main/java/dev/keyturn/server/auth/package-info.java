// SPDX-License-Identifier: Apache-2.0

/// Who calls, and what they may do: the first start, machine identities, client secrets, access tokens,
/// lockout, and the one place that decides, [Permissions].
@NullMarked
package dev.keyturn.server.auth;

import org.jspecify.annotations.NullMarked;
