// SPDX-License-Identifier: Apache-2.0
/// What the API server asks before it stores a database or a request: an HTTPS server for AdmissionReview v1, the
/// certificate that the API server trusts, and the two configurations by which it comes here.
@NullMarked
package dev.keyturn.operator.webhook;

import org.jspecify.annotations.NullMarked;
