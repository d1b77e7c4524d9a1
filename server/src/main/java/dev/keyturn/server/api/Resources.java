// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

/// The classes that answer, one for each resource.
public record Resources(StatusResource status) {}
