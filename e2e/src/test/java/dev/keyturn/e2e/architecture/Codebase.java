// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The compiled classes of all modules, read from their folders, so that no class path decides what is seen.
final class Codebase {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");
    /// Templates become classes by themselves: nobody writes those.
    private static final ImportOption NOT_PLANTED =
            location -> !location.contains("/planted/") && !location.contains("/gg/jte/generated/");
    private static final ImportOption PLANTED = location -> location.contains("/planted/");

    private Codebase() {}

    /// What is shipped, and the testkit.
    static JavaClasses main() {
        return read("classes", NOT_PLANTED);
    }

    static JavaClasses tests() {
        return read("test-classes", NOT_PLANTED);
    }

    static JavaClasses planted() {
        return read("test-classes", PLANTED);
    }

    static List<String> modules() {
        try (var folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every Java file of every module, of main and test.
    static List<Path> sources() {
        return modules().stream()
                .map(module -> ROOT.resolve(module).resolve("src"))
                .flatMap(Codebase::javaFiles)
                .toList();
    }

    /// The module that `type` was read from.
    static String moduleOf(JavaClass type) {
        var file = Path.of(type.getSource().orElseThrow().getUri());
        return ROOT.relativize(file).getName(0).toString();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClasses read(String folder, ImportOption option) {
        var folders = modules().stream()
                .map(module -> ROOT.resolve(module).resolve("target").resolve(folder))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().withImportOption(option).importPaths(folders);
    }
}
