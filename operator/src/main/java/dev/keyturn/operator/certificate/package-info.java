// SPDX-License-Identifier: Apache-2.0
/// Certificates of our own: an authority, what it vouches for, and when that is due anew. Nothing here talks to a
/// cluster.
@NullMarked
package dev.keyturn.operator.certificate;

import org.jspecify.annotations.NullMarked;
