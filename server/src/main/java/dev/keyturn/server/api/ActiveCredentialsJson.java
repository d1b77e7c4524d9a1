// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Rotation;
import java.time.Instant;
import java.util.Optional;

/// The published set as one object with one version (API contract §13.3).
record ActiveCredentialsJson(
        String rotationId,
        String type,
        int activeIndex,
        long credentialVersion,
        Pair credentials,
        Optional<Instant> publishedAt,
        Optional<Instant> nextRotationAt) {
    record Pair(String username, String password) {
        /// Never the password.
        @Override
        public String toString() {
            return "the set of " + username;
        }
    }

    static ActiveCredentialsJson of(RotationView view, Credential published) {
        Rotation rotation = view.stored().rotation();
        return new ActiveCredentialsJson(
                view.stored().id().value(),
                view.stored().settings().type().slug(),
                rotation.state().credentials().active(),
                published.version(),
                new Pair(published.account().value(), published.password().reveal()),
                rotation.last().publishedAt(),
                rotation.nextRotationAt());
    }
}
