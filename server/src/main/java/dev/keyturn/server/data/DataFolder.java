// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The data folder, held by this process alone from [#open] to [#close].
///
/// The folder has mode 0700, every file written through it 0600. A lock that a killed process left is free: the
/// operating system gives it back.
public final class DataFolder implements AutoCloseable {
    private static final Set<StandardOpenOption> LOCK_OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder where it is missing, and locks it.
    ///
    /// @throws StartRefused if another process holds it, or if it cannot be made or written
    public static DataFolder open(Path folder) {
        try {
            makeFolder(folder);
            return new DataFolder(folder, lock(folder));
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder %s cannot be used: %s. Name another with --data, or give this user the right to write it."
                            .formatted(folder, Reasons.of(e)));
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(
                folder.resolve("keyturn.lock"),
                LOCK_OPTIONS,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!taken(channel)) {
            channel.close();
            throw new StartRefused(
                    "The data folder %s is in use by another Keyturn process. Stop that one, or start this one with another --data."
                            .formatted(folder));
        }
        return channel;
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// The path of a file in this folder.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// Reads a small file as text, without the white space around it; empty if there is no such file.
    public Optional<String> read(String name) {
        var file = file(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new StartRefused("%s cannot be read: %s.".formatted(file, Reasons.of(e)));
        }
    }

    /// Writes a small file with mode 0600: whole or not at all, and durable on return.
    public void write(String name, String text) {
        writePrivately(file(name), text);
    }

    /// As [#write], for a file that may lie elsewhere.
    public static void writePrivately(Path file, String text) {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (var channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                var bytes = ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder(file);
        } catch (IOException e) {
            throw new StartRefused("%s cannot be written: %s.".formatted(file, Reasons.of(e)));
        }
    }

    private static void flushFolder(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (var channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Removes a file, if it is there.
    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new StartRefused("%s cannot be removed: %s.".formatted(file(name), Reasons.of(e)));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
