// SPDX-License-Identifier: Apache-2.0
/// SQL Server's objects, settings and certificates, against the contract's names.
@NullMarked
package dev.keyturn.operator.provision.mssqlserver;

import org.jspecify.annotations.NullMarked;
