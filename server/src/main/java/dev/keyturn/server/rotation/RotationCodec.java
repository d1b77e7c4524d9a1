// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.server.crypto.SealedJson;

/// Turns a [Rotation] into the bytes that are sealed into its row, and back. What older releases wrote is held by a
/// recorded file in the tests.
final class RotationCodec {
    private static final SealedJson JSON = new SealedJson(
            new SealedJson.MixIn(RotationState.class, StateByName.class),
            new SealedJson.MixIn(Slot.class, SlotByName.class));

    private RotationCodec() {}

    /// @return JSON with passwords in it; wipe it once it is sealed
    static byte[] write(Rotation rotation) {
        return JSON.write(rotation);
    }

    /// Reads what [#write] made, and wipes it.
    static Rotation read(byte[] opened) {
        return JSON.read(opened, Rotation.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RotationState.Settled.class, name = "settled"),
        @JsonSubTypes.Type(value = RotationState.Staged.class, name = "staged"),
        @JsonSubTypes.Type(value = RotationState.Retiring.class, name = "retiring"),
        @JsonSubTypes.Type(value = RotationState.Blocked.class, name = "blocked"),
        @JsonSubTypes.Type(value = RotationState.Revoking.class, name = "revoking")
    })
    private interface StateByName {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "slot")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Slot.Vacant.class, name = "vacant"),
        @JsonSubTypes.Type(value = Slot.Live.class, name = "live"),
        @JsonSubTypes.Type(value = Slot.Unknown.class, name = "unknown"),
        @JsonSubTypes.Type(value = Slot.Spent.class, name = "spent")
    })
    private interface SlotByName {}
}
