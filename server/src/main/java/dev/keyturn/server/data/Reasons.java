// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Says in words why a file could not be used: the JDK's exceptions often carry the path alone.
public final class Reasons {
    private Reasons() {}

    public static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file";
            case NotDirectoryException _ -> "not a directory";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case FileSystemException e -> Optional.ofNullable(e.getReason()).orElse("the file system refused it");
            default -> Optional.ofNullable(failure.getMessage()).orElse("no reason given");
        };
    }
}
