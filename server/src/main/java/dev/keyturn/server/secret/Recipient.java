// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Whoever reads secrets: how far references and imports lead it, and what it was given on the way.
public interface Recipient {
    /// Whether it may read the values in a folder.
    ///
    /// @param environment a slug, whether there is one or not
    boolean reads(String environment, FolderPath path);

    /// It is given the value of a secret, be it as a part of another one.
    void given(Secret secret);
}
