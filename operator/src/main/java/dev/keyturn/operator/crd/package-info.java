// SPDX-License-Identifier: Apache-2.0
/// What all custom resources share. The packages beside it hold one group of kinds each: records for spec
/// and status, as wide as the objects of the contract are. They ignore what they do not know, and an object
/// is never written back as a whole, which would drop it. The schemas are in `deploy/crds`; a test holds
/// the two against each other.
@NullMarked
package dev.keyturn.operator.crd;

import org.jspecify.annotations.NullMarked;
