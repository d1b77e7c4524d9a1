// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.time.Instant;

/// How an identity logs in with a client id and client secrets.
public record UniversalAuth(
        String id, IdentityId identity, String clientId, Settings settings, Instant createdAt, Instant updatedAt) {

    /// @param usesLimit how often a token may be used; 0 is without limit
    public record Settings(
            long tokenTtlSeconds,
            long tokenMaxTtlSeconds,
            long usesLimit,
            TrustedAddresses clientSecretsFrom,
            TrustedAddresses tokensFrom,
            Lockout lockout) {
        public static final long DEFAULT_TTL_SECONDS = 2_592_000;
        public static final long LONGEST_TTL_SECONDS = 315_360_000;

        public static final Settings DEFAULT = new Settings(
                DEFAULT_TTL_SECONDS,
                DEFAULT_TTL_SECONDS,
                0,
                TrustedAddresses.ANY,
                TrustedAddresses.ANY,
                Lockout.DEFAULT);
    }

    /// When failed logins lock a client id for one address.
    ///
    /// @param threshold failures that lock
    /// @param durationSeconds how long it stays locked
    /// @param resetSeconds after this time failures are forgotten
    public record Lockout(boolean enabled, long threshold, long durationSeconds, long resetSeconds) {
        public static final Lockout DEFAULT = new Lockout(true, 3, 300, 30);
    }
}
