// SPDX-License-Identifier: Apache-2.0
/// SQL Server as the Provisioner runs it: one instance, always with TLS (contract §4.9).
@NullMarked
package dev.keyturn.operator.provision.mssqlserver;

import org.jspecify.annotations.NullMarked;
