// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

/// The image that a database runs.
public record DatabaseImage(String image) {}
