// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.core.credential.Login;
import java.util.Optional;

/// What a client that looks up its login finds.
///
/// @param current the published pair
/// @param previous the pair of before, where it is still written down
record Published(Login current, Optional<Login> previous) {}
