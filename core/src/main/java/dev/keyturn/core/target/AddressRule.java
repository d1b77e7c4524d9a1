// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// Which addresses of the network may be connected to. Asked with the address that is then really used, after names
/// were resolved, for configured and announced nodes alike.
@FunctionalInterface
public interface AddressRule {
    /// @param address 4 or 16 bytes in network order
    boolean permits(byte[] address);
}
