// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/// Keeps what was committed in one file, which is replaced as a whole: after a kill it holds what was committed last,
/// and all of it.
final class DataFolder {

    private static final String FILE = "master.double";
    private static final String FIRST_LINE = "a SQL Server double's logins, format 2";

    private final Path folder;
    private final boolean isNew;
    private KeptLines kept;

    private DataFolder(Path folder, boolean isNew, KeptLines kept) {
        this.folder = folder;
        this.isNew = isNew;
        this.kept = kept;
    }

    /// Reads what is there.
    ///
    /// @throws IOException if it cannot be read, or is not what one of us has written
    static DataFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return new DataFolder(folder, true, KeptLines.none());
        }
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IOException(file + " was not written by a double, or by another version of it");
        }
        try {
            return new DataFolder(folder, false, KeptLines.of(lines.subList(1, lines.size())));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " has " + e.getMessage(), e);
        }
    }

    /// Whether nothing was kept before.
    boolean isNew() {
        return isNew;
    }

    synchronized void restore(Instance instance) {
        kept.restore(instance);
    }

    /// Returns when the changes are on the disk.
    synchronized void keep(Collection<Change> changes) throws IOException {
        KeptLines next = kept.copy();
        changes.forEach(change -> change.keepIn(next));
        if (next.sameAs(kept)) {
            return;
        }
        var text = new StringBuilder(FIRST_LINE).append('\n');
        next.text().forEach(line -> text.append(line).append('\n'));
        Path written = folder.resolve(FILE + ".new");
        write(written, text.toString());
        Files.move(written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        kept = next;
    }

    private static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
