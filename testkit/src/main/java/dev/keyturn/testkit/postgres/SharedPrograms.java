// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A folder of unpacked PostgreSQLs, each under the digest of its archive: of all processes that share the folder, the
/// first one unpacks. A folder that has its name is whole.
record SharedPrograms(Path folder) {

    /// @return where the programs of this archive are
    Path unpacked(byte[] archive) throws IOException {
        Path home = folder.resolve(digest(archive));
        // of this JVM one thread asks at a time, for the lock of a file is that of a process
        synchronized (SharedPrograms.class) {
            Files.createDirectories(folder);
            try (var file = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                if (!Files.isDirectory(home)) {
                    Path beside = Files.createTempDirectory(folder, "unpacking");
                    Txz.unpack(new ByteArrayInputStream(archive), beside);
                    Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return home;
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
