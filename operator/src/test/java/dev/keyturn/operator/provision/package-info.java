// SPDX-License-Identifier: Apache-2.0
/// Tables of what the Provisioner wants, compared with the contract.
@NullMarked
package dev.keyturn.operator.provision;

import org.jspecify.annotations.NullMarked;
