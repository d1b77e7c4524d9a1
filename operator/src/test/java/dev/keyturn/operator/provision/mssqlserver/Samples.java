// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The database of the contract's sample (§11.3), as the API server returns it.
final class Samples {

    private Samples() {}

    static MSSQLServer database() {
        MSSQLServer database = read(yaml(false));
        database.getMetadata().setUid("0f0e0d0c-uid");
        return database;
    }

    static MSSQLServer read(String yaml) {
        return read(MSSQLServer.class, yaml);
    }

    static <T extends HasMetadata> T read(Class<T> kind, String yaml) {
        return ResourceJson.serialization().unmarshal("---\n" + yaml, kind);
    }

    static String yaml(boolean clientTls) {
        String all = text();
        return all.substring(0, all.indexOf("\n---")).replace("clientTLS: false", "clientTLS: " + clientTls);
    }

    private static String text() {
        try (InputStream yaml = Objects.requireNonNull(
                MSSQLServer.class.getResourceAsStream("/dev/keyturn/operator/samples/mssqlserver.yaml"))) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
