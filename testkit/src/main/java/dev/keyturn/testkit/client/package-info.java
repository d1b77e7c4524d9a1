// SPDX-License-Identifier: Apache-2.0

/// Clients that do nothing but follow the published credential, and the count of what they were answered: the measure
/// of the one promise that Keyturn makes.
@NullMarked
package dev.keyturn.testkit.client;

import org.jspecify.annotations.NullMarked;
