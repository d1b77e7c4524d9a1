// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;

/// The rules of SQL Server (contract §4.2); those of its container are among [PodRules].
final class MSSQLServerRules {

    private final MSSQLServerSpec spec;
    private final Findings findings;

    MSSQLServerRules(MSSQLServerSpec spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    void judge() {
        findings.refuseIf(
                spec.topology().isEmpty() && spec.replicas().orElse(1) != 1,
                "spec.replicas",
                "a SQL Server without topology has one node; set topology.mode for more");
        findings.refuseIf(
                spec.tls()
                        .filter(tls ->
                                tls.clientTLS().orElse(false) && tls.issuerRef().isEmpty())
                        .isPresent(),
                "spec.tls.issuerRef",
                "clients that must use TLS have to trust its issuer; name it, or set clientTLS to false");
        findings.refuseIf(
                Places.differ(spec.configSecret(), spec.configuration().flatMap(Configuration::secretName)),
                "spec.configSecret",
                Places.TWICE);
    }
}
