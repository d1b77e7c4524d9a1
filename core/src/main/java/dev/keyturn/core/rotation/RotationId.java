// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// Identifies a rotation: a lower-case UUID on the server, the request's UID on Kubernetes.
public record RotationId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
