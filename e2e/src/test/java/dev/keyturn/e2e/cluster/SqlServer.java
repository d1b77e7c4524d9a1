// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One MSSQLServer of a test's namespace: as the cluster sees it, and as an application does.
///
/// @param folder for what an application keeps on its disk
record SqlServer(KubernetesClient client, String namespace, String name, Path folder) {

    private static final String PASSWORD_OF_THE_STORE = "of-a-test";
    private static final int PATIENCE = 120;

    Resource<GenericKubernetesResource> resource() {
        return client.genericKubernetesResources("kubedb.com/v1alpha2", "MSSQLServer")
                .inNamespace(namespace)
                .withName(name);
    }

    GenericKubernetesResource awaitPhase(String phase) {
        return await(seen -> phase.equals(seen.get("status", "phase")));
    }

    GenericKubernetesResource await(Predicate<GenericKubernetesResource> wanted) {
        return resource()
                .waitUntilCondition(
                        seen -> seen != null && seen.get("status") != null && wanted.test(seen),
                        PATIENCE,
                        TimeUnit.SECONDS);
    }

    void awaitGone() {
        var _ = resource().waitUntilCondition(Objects::isNull, PATIENCE, TimeUnit.SECONDS);
    }

    /// `Ready=True`, in their order.
    static List<String> conditions(GenericKubernetesResource seen) {
        return list(seen).stream()
                .map(condition -> condition.get("type") + "=" + condition.get("status"))
                .toList();
    }

    static Optional<Map<String, Object>> condition(GenericKubernetesResource seen, String type) {
        return list(seen).stream()
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst();
    }

    String secret(String secretName, String key) {
        String encoded = client.secrets()
                .inNamespace(namespace)
                .withName(secretName)
                .require()
                .getData()
                .get(key);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    String podAddress() {
        return client.pods()
                .inNamespace(namespace)
                .withName(name + "-0")
                .require()
                .getStatus()
                .getPodIP();
    }

    /// What the AppBinding says whom to trust.
    String authority() {
        GenericKubernetesResource binding = client.genericKubernetesResources(
                        "appcatalog.appscode.com/v1alpha1", "AppBinding")
                .inNamespace(namespace)
                .withName(name)
                .require();
        String encoded = binding.get("spec", "clientConfig", "caBundle");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
    }

    /// Logs in over the pod's address, with TLS, and believes only what `authority` vouches for.
    Connection login(String user, String password, String authority) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("encrypt", "true");
        properties.setProperty("trustServerCertificate", "false");
        properties.setProperty("hostNameInCertificate", name + "." + namespace + ".svc");
        properties.setProperty("trustStore", store(authority).toString());
        properties.setProperty("trustStorePassword", PASSWORD_OF_THE_STORE);
        properties.setProperty("connectRetryCount", "0");
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection("jdbc:sqlserver://" + podAddress() + ":1433", properties);
    }

    /// With the published pair.
    Connection login() throws SQLException {
        String auth = name + "-auth";
        return login(secret(auth, "username"), secret(auth, "password"), authority());
    }

    private Path store(String authority) {
        Path file = folder.resolve(Integer.toHexString(authority.hashCode()) + ".p12");
        try (var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var pem = new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII));
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, PASSWORD_OF_THE_STORE.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Could not write " + file, e);
        }
    }

    private static List<Map<String, Object>> list(GenericKubernetesResource seen) {
        return Optional.<List<Map<String, Object>>>ofNullable(seen.get("status", "conditions"))
                .orElse(List.of());
    }
}
