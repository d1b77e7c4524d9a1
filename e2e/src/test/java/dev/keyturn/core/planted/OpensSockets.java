// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.planted;

import java.net.Socket;

record OpensSockets(Socket socket) {}
