// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.LocalTime;

/// When runs of a rotation are due (API contract §5.1).
///
/// @param automatic whether runs start by themselves
/// @param days      the interval, at least 1
/// @param at        the clock time in UTC, without seconds
public record Timing(boolean automatic, int days, LocalTime at) {}
