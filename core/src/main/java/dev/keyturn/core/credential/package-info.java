// SPDX-License-Identifier: Apache-2.0
/// What is rotated: passwords, the accounts they open, the rules under which they are issued, and the two slots in
/// which a rotation keeps them. Values only; nothing here reads a clock, draws a number or talks to anyone.
@NullMarked
package dev.keyturn.core.credential;

import org.jspecify.annotations.NullMarked;
