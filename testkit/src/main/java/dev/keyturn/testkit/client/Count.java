// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

/// What a run has come to.
///
/// @param rotations   finished rotations
/// @param logins      logins that the target accepted
/// @param refused     logins that the target refused although the credential had just been read: the promise, broken
/// @param unreachable turns of a client that ended earlier, because the publisher or the target did not answer
public record Count(long rotations, long logins, long refused, long unreachable) {

    public static final Count ZERO = new Count(0, 0, 0, 0);

    /// Something was rotated, somebody logged in, and nobody was refused.
    public boolean keepsThePromise() {
        return rotations > 0 && logins > 0 && refused == 0;
    }

    Count plusRotation() {
        return new Count(rotations + 1, logins, refused, unreachable);
    }

    Count plusLogin() {
        return new Count(rotations, logins + 1, refused, unreachable);
    }

    Count plusRefusal() {
        return new Count(rotations, logins, refused + 1, unreachable);
    }

    Count plusOutage() {
        return new Count(rotations, logins, refused, unreachable + 1);
    }

    /// The last line of a run: `rotations 12, logins 8431, refused 0, unreachable 0`.
    @Override
    public String toString() {
        return "rotations " + rotations + ", logins " + logins + ", refused " + refused + ", unreachable "
                + unreachable;
    }
}
