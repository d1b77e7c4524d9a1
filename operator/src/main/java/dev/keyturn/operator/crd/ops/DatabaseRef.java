// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

/// The database that is worked on, in the namespace of the request.
public record DatabaseRef(String name) {}
