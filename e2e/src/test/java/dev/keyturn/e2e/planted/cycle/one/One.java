// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.planted.cycle.one;

import dev.keyturn.e2e.planted.cycle.two.Two;

public record One(Class<Two> two) {}
