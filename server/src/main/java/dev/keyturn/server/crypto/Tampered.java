// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

/// A sealed value does not open where it lies: the store was changed by someone without the key, or restored in parts.
/// A person must look at it; trying again does not help.
public final class Tampered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Tampered(Place place) {
        super("the sealed value of %s %s, version %d does not open"
                .formatted(place.table(), place.row(), place.version()));
    }
}
