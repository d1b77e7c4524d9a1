// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.CredentialSet;
import java.util.Optional;

/// What a target says before a rotation is made there.
///
/// @param fingerprint tells it from every other target, if it has one
/// @param vacant the set to begin with, in which nothing was ever published
public record Prospect(Optional<String> fingerprint, CredentialSet vacant) {}
