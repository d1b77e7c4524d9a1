// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

/// Which entry of the menu a page belongs to.
public enum Place {
    OVERVIEW,
    SECRETS,
    ROTATIONS,
    WEBHOOKS,
    PROJECT_SETTINGS,
    CONNECTIONS,
    IDENTITIES,
    AUDIT_LOG,
    SETTINGS,
    NOWHERE
}
