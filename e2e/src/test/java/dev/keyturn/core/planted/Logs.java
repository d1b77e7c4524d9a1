// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.planted;

record Logs(System.Logger logger) {}
