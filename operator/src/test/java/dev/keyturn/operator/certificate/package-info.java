// SPDX-License-Identifier: Apache-2.0
/// Certificates, as clients judge them.
@NullMarked
package dev.keyturn.operator.certificate;

import org.jspecify.annotations.NullMarked;
