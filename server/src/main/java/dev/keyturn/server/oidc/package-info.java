// SPDX-License-Identifier: Apache-2.0

/// Signing in with an OpenID Connect provider: the authorization code flow with PKCE, and what is asked of an ID token
/// before it counts.
@NullMarked
package dev.keyturn.server.oidc;

import org.jspecify.annotations.NullMarked;
