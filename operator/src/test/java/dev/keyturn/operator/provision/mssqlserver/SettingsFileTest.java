// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsFileTest {

    @Test
    void names_the_certificate_where_the_user_says_nothing() {
        assertThat(SettingsFile.of("", false)).isEqualTo("""
            # Written by Keyturn; your own settings belong in spec.configuration.
            [network]
            tlscert = /var/opt/mssql/tls/tls.crt
            tlskey = /var/opt/mssql/tls/tls.key
            tlsprotocols = 1.2
            """);
    }

    @Test
    void keeps_the_users_settings_but_not_of_the_certificate() {
        String custom = """
            ; of the team
            [memory]
            memorylimitmb = 2048
            [Network]
              TlsCert=/elsewhere/cert.pem
            forceencryption = 0
            [memory]
            enablecontainersharedmemory = true
            """;

        assertThat(SettingsFile.of(custom, true)).isEqualTo("""
            # Written by Keyturn; your own settings belong in spec.configuration.
            ; of the team
            [memory]
            memorylimitmb = 2048
            enablecontainersharedmemory = true
            [network]
            tlscert = /var/opt/mssql/tls/tls.crt
            tlskey = /var/opt/mssql/tls/tls.key
            tlsprotocols = 1.2
            forceencryption = 1
            """);
    }

    @Test
    void leaves_it_to_the_user_whether_everybody_encrypts_where_clients_need_not() {
        assertThat(SettingsFile.of("[network]\nforceencryption = 1\n", false)).contains("forceencryption = 1");
    }
}
