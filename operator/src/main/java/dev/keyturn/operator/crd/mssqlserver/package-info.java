// SPDX-License-Identifier: Apache-2.0
/// SQL Server as a custom resource (contract §4.2).
@NullMarked
package dev.keyturn.operator.crd.mssqlserver;

import org.jspecify.annotations.NullMarked;
