// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

/// The API groups of the custom resources.
public final class Groups {
    public static final String DATABASES = "kubedb.com";
    public static final String REQUESTS = "ops.kubedb.com";
    public static final String CATALOG = "catalog.kubedb.com";
    public static final String APPS = "apps.k8s.appscode.com";
    public static final String APP_CATALOG = "appcatalog.appscode.com";

    private Groups() {}
}
