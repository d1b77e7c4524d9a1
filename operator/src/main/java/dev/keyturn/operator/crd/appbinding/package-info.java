// SPDX-License-Identifier: Apache-2.0
/// How an application finds a database and logs in (contract §5).
@NullMarked
package dev.keyturn.operator.crd.appbinding;

import org.jspecify.annotations.NullMarked;
