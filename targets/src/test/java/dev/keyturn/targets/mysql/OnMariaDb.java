// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Runs on the MariaDB of this machine's package, where that was asked for.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = Servers.PROPERTY, matches = "system", disabledReason = Servers.MISSING)
@interface OnMariaDb {}
