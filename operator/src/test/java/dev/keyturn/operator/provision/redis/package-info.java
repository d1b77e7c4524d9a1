// SPDX-License-Identifier: Apache-2.0
/// What the Provisioner wants of this engine, compared with the contract.
@NullMarked
package dev.keyturn.operator.provision.redis;

import org.jspecify.annotations.NullMarked;
