// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.CredentialSet;

/// What a target says before a rotation is made there.
///
/// @param vacant the set to begin with, in which nothing was ever published
public record Prospect(CredentialSet vacant) {}
