// SPDX-License-Identifier: Apache-2.0

/// HTTP without any resource: routes matched on the raw path, request input that collects every issue, replies, errors,
/// TLS.
@NullMarked
package dev.keyturn.server.http;

import org.jspecify.annotations.NullMarked;
