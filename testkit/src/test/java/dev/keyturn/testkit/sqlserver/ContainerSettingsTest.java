// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSettingsTest {

    private final Map<String, String> environment = new HashMap<>(
            Map.of("ACCEPT_EULA", "Y", "MSSQL_PID", "Developer", "MSSQL_SA_PASSWORD", "Copper-Valley-2086"));

    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void make_the_data_folder() throws IOException {
        Files.createDirectories(root.resolve("var/opt/mssql"));
    }

    @Test
    void listens_at_the_usual_port_and_offers_encryption() throws Exception {
        ContainerSettings settings = settings();

        assertThat(settings.address().getPort()).isEqualTo(1433);
        assertThat(settings.address().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(settings.encryption()).isEqualTo(Encryption.OFFERED);
        assertThat(settings.certificate()).isEmpty();
        assertThat(settings.passwordAtEachStart()).isFalse();
    }

    @Test
    void lists_every_fault_of_the_environment() {
        environment.clear();
        environment.put("MSSQL_PID", "Luxury");
        environment.put("MSSQL_SA_PASSWORD", "short");
        environment.put("MSSQL_TCP_PORT", "many");

        assertThatExceptionOfType(ContainerSettings.Unusable.class)
                .isThrownBy(this::settings)
                .withMessageContaining("ACCEPT_EULA=Y")
                .withMessageContaining("not Luxury")
                .withMessageContaining("does not meet the minimum length")
                .withMessageContaining("not many");
    }

    @Test
    void needs_an_edition() {
        environment.remove("MSSQL_PID");

        assertThatExceptionOfType(ContainerSettings.Unusable.class)
                .isThrownBy(this::settings)
                .withMessage("MSSQL_PID has to name an edition or a product key");
    }

    @Test
    void takes_certificate_and_port_from_the_configuration() throws Exception {
        configure("""
            # made by a test
            [network]
            tlscert = /var/opt/mssql/tls/tls.crt
            tlskey = /var/opt/mssql/tls/tls.key
            forceencryption = 1
            tcpport = 14330
            [memory]
            memorylimitmb = 2048
            """);

        ContainerSettings settings = settings();

        Path tls = root.resolve("var/opt/mssql/tls");
        assertThat(settings.certificate())
                .contains(new ContainerSettings.Certificate(tls.resolve("tls.crt"), tls.resolve("tls.key")));
        assertThat(settings.encryption()).isEqualTo(Encryption.REQUIRED);
        assertThat(settings.address().getPort()).isEqualTo(14330);
        assertThat(settings.withoutEffect()).containsExactly("memory.memorylimitmb");
    }

    @Test
    void refuses_what_it_does_not_know_of_the_network() throws Exception {
        configure("""
            [network]
            kerberoskeytabfile = /var/opt/mssql/secrets/mssql.keytab
            """);

        assertThatExceptionOfType(ContainerSettings.Unusable.class)
                .isThrownBy(this::settings)
                .withMessageContaining("network.kerberoskeytabfile");
    }

    private void configure(String text) throws IOException {
        Files.writeString(root.resolve("var/opt/mssql/mssql.conf"), text);
    }

    private ContainerSettings settings() throws IOException {
        return ContainerSettings.of(environment, root);
    }
}
