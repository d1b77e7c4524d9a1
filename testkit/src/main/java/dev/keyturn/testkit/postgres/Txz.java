// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The packing of the embedded PostgreSQL.
final class Txz {

    private static final int OWNER_MAY_RUN = 0100;

    private Txz() {}

    static void unpack(InputStream packed, Path folder) throws IOException {
        var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("the archive has an entry outside of itself: " + entry.getName());
            }
            write(entry, archive, file);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("the archive has a hard link: " + entry.getName());
        } else {
            Files.copy(content, file);
            if ((entry.getMode() & OWNER_MAY_RUN) != 0 && !file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable; is its file system mounted noexec?");
            }
        }
    }
}
