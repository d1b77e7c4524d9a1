// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.database.IssuerRef;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerTls;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The table of contract §4.9.
class CertificatePlanTest {

    private static final IssuerRef ISSUER = new IssuerRef(Optional.of("cert-manager.io"), "Issuer", "shop-ca");

    @Test
    void an_issuer_issues_where_it_is_served() {
        assertThat(CertificatePlan.of(named(false), true)).isEqualTo(new CertificatePlan.FromIssuer(ISSUER));
        assertThat(CertificatePlan.of(named(true), true)).isEqualTo(new CertificatePlan.FromIssuer(ISSUER));
    }

    @Test
    void an_own_authority_stands_in_where_clients_need_not_care() {
        assertThat(CertificatePlan.of(named(false), false)).isEqualTo(new CertificatePlan.OwnAuthority(true));
    }

    @Test
    void nobody_stands_in_where_clients_trust_the_issuer() {
        assertThat(CertificatePlan.of(named(true), false)).isEqualTo(new CertificatePlan.Nobody(ISSUER));
    }

    @Test
    void an_own_authority_it_is_where_no_issuer_is_named() {
        var bare = new MSSQLServerTls(Optional.empty(), List.of(), Optional.of(true));

        for (boolean served : new boolean[] {true, false}) {
            assertThat(CertificatePlan.of(Optional.empty(), served)).isEqualTo(new CertificatePlan.OwnAuthority(false));
            assertThat(CertificatePlan.of(Optional.of(bare), served))
                    .isEqualTo(new CertificatePlan.OwnAuthority(false));
        }
    }

    private static Optional<MSSQLServerTls> named(boolean clientTls) {
        return Optional.of(new MSSQLServerTls(Optional.of(ISSUER), List.of(), Optional.of(clientTls)));
    }
}
