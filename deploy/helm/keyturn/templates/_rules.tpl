{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}
{{- /*
What the operator may do, and nothing more (contract §10). Never: list or watch Secrets, run anything in a pod, read its
log, forward its ports. P is the provisioner and petset, O the ops-manager, W the webhook.
*/ -}}

{{- /* In each namespace that is worked on. */ -}}
{{- define "keyturn.rules.namespaced" -}}
{{- $p := or (has "provisioner" .Values.components) (has "petset" .Values.components) -}}
{{- $o := has "ops-manager" .Values.components -}}
{{- $w := has "webhook" .Values.components -}}
- apiGroups: [kubedb.com]
  resources: [redises, postgreses, mssqlservers]
  verbs: [get, list, watch, patch]
- apiGroups: [ops.kubedb.com]
  resources: [redisopsrequests, postgresopsrequests, mssqlserveropsrequests]
  verbs: [get, list, watch, patch{{ if $p }}, create{{ end }}]
{{- if or $p $o }}
- apiGroups: [kubedb.com]
  resources: [redises/status, postgreses/status, mssqlservers/status]
  verbs: [patch]
- apiGroups: [kubedb.com]
  resources: [redises/finalizers, postgreses/finalizers, mssqlservers/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, patch, delete]
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- end }}
{{- if $o }}
- apiGroups: [ops.kubedb.com]
  resources: [redisopsrequests/status, postgresopsrequests/status, mssqlserveropsrequests/status]
  verbs: [patch]
- apiGroups: [ops.kubedb.com]
  resources: [redisopsrequests/finalizers, postgresopsrequests/finalizers, mssqlserveropsrequests/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [pods/eviction]
  verbs: [create]
{{- end }}
{{- if $p }}
- apiGroups: [apps.k8s.appscode.com]
  resources: [petsets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [apps.k8s.appscode.com]
  resources: [petsets/status]
  verbs: [patch]
- apiGroups: [apps.k8s.appscode.com]
  resources: [petsets/finalizers]
  verbs: [update]
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [configmaps, services, serviceaccounts]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [get, list, watch, patch, delete]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [get, create, patch, delete]
- apiGroups: [appcatalog.appscode.com]
  resources: [appbindings]
  verbs: [get, list, watch, create, patch, delete]
{{- if ne .Values.certManager "off" }}
- apiGroups: [cert-manager.io]
  resources: [certificates]
  verbs: [get, list, watch, create, patch, delete]
{{- end }}
{{- else if $o }}
- apiGroups: [apps.k8s.appscode.com]
  resources: [petsets]
  verbs: [get, list, watch, patch]
- apiGroups: [appcatalog.appscode.com]
  resources: [appbindings]
  verbs: [get, patch]
{{- end }}
{{- if or $p $o }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, update, patch, delete]
{{- else if $w }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
{{- end }}
{{- end -}}

{{- /* Of the whole cluster, wherever it works. */ -}}
{{- define "keyturn.rules.cluster" -}}
- apiGroups: [catalog.kubedb.com]
  resources: [redisversions, postgresversions, mssqlserverversions]
  verbs: [get, list, watch]
- apiGroups: [apps.k8s.appscode.com]
  resources: [placementpolicies]
  verbs: [get, list, watch]
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [get]
{{- if has "webhook" .Values.components }}
- apiGroups: [storage.k8s.io]
  # list: which of them is the default
  resources: [storageclasses]
  verbs: [get, list]
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
  resourceNames: [{{ include "keyturn.name" . }}]
  verbs: [get, patch]
{{- end }}
{{- end -}}

{{- /* In the operator's own namespace: its Lease, and the authority of its webhook. */ -}}
{{- define "keyturn.rules.own" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, create, update]
{{- if has "webhook" .Values.components }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, patch]
{{- end }}
{{- end -}}
