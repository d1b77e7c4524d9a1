// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.planted.cycle.two;

import dev.keyturn.e2e.planted.cycle.one.One;

public record Two(Class<One> one) {}
