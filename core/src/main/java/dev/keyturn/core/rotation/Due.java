// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;

/// A credential that has to go, and the gate it goes through.
public record Due(Credential credential, Gate gate) {}
