// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

/// How the API server comes to know this webhook.
sealed interface Registration permits ChartRegistration, UrlRegistration {

    /// Makes the API server trust this authority, again and again.
    ///
    /// @param caBundle PEM in base64
    void trust(String caBundle);

    /// This process ends in order.
    void leave();
}
