// SPDX-License-Identifier: Apache-2.0
/// Redis and Valkey as a custom resource (contract §4.2).
@NullMarked
package dev.keyturn.operator.crd.redis;

import org.jspecify.annotations.NullMarked;
