// SPDX-License-Identifier: Apache-2.0
/// The versions that a database can have, and their images (contract §5).
@NullMarked
package dev.keyturn.operator.crd.catalog;

import org.jspecify.annotations.NullMarked;
