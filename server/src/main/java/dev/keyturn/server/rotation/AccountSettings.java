// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

/// Which accounts a rotation has, and how they are changed. Type and mode never change after its creation.
public record AccountSettings(RotationType type, RotationMode mode, RotationParameters parameters, AccountSetup setup) {

    /// Whether one account keeps its name and changes its password; a pair of equal names is one as well.
    public boolean isInPlace() {
        return mode == RotationMode.SINGLE_USER
                || (type.isSql() && parameters.named().size() == 1);
    }
}
