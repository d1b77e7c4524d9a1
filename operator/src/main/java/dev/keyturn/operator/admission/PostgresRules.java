// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.postgres.ClientAuthMode;
import dev.keyturn.operator.crd.postgres.PostgresMode;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.postgres.SslMode;

/// The rules of PostgreSQL (contract §4.2).
final class PostgresRules {

    private final PostgresSpec spec;
    private final Findings findings;

    PostgresRules(PostgresSpec spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    void judge() {
        findings.refuseIf(
                spec.mode().filter(PostgresMode.STANDALONE::equals).isPresent()
                        && spec.replicas().orElse(1) > 1,
                "spec.replicas",
                "a Standalone Postgres has one node; set mode to Cluster for more, or leave it out");
        findings.refuseIf(
                spec.tls().isEmpty()
                        && spec.clientAuthMode()
                                .filter(ClientAuthMode.CERT::equals)
                                .isPresent(),
                "spec.clientAuthMode",
                "cert needs TLS; give tls, or take scram");
        findings.refuseIf(
                spec.tls().isEmpty()
                        && spec.sslMode()
                                .filter(mode -> mode != SslMode.DISABLE)
                                .isPresent(),
                "spec.sslMode",
                "it needs TLS; give tls, or leave sslMode out");
        findings.refuseIf(
                Places.differ(spec.configSecret(), spec.configuration().flatMap(Configuration::secretName)),
                "spec.configSecret",
                Places.TWICE);
        idle();
    }

    private void idle() {
        findings.warnIfIdle(spec.replication(), "spec.replication");
        findings.warnIfIdle(spec.arbiter(), "spec.arbiter");
        findings.warnIfIdle(!spec.readReplicas().isEmpty(), "spec.readReplicas");
        findings.warnIfIdle(spec.remoteReplica(), "spec.remoteReplica");
        findings.warnIfIdle(spec.distributed().orElse(false), "spec.distributed");
        findings.warnIfIdle(spec.enforceFsGroup().orElse(false), "spec.enforceFsGroup");
    }
}
