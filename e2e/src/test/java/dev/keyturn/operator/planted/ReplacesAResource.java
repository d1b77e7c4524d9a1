// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.planted;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;

class ReplacesAResource {
    void updates(Resource<ConfigMap> resource) {
        resource.update();
    }

    void replacesStatus(Resource<ConfigMap> resource) {
        resource.updateStatus();
    }

    void patches(Resource<ConfigMap> resource) {
        resource.serverSideApply();
    }
}
