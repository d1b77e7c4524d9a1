// SPDX-License-Identifier: Apache-2.0
/// Certificates for tests of TLS, made anew each time: an authority, and one server certificate that it signed.
@NullMarked
package dev.keyturn.testkit.tls;

import org.jspecify.annotations.NullMarked;
