// SPDX-License-Identifier: Apache-2.0

/// Projects, their environments and folders, and the secrets in them: what consumers read. [MappedSecrets]
/// is how a rotation publishes. Who may do what is not known here.
@NullMarked
package dev.keyturn.server.secret;

import org.jspecify.annotations.NullMarked;
