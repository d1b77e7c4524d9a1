// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.cli.demo;

import org.jspecify.annotations.NullMarked;
