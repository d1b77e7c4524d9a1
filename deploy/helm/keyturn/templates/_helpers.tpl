{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}
{{- define "keyturn.name" -}}keyturn-operator{{- end -}}

{{- define "keyturn.selector" -}}
app.kubernetes.io/name: keyturn-operator
{{- end -}}

{{- define "keyturn.labels" -}}
{{ include "keyturn.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: keyturn
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "keyturn.subjects" -}}
- kind: ServiceAccount
  name: {{ include "keyturn.name" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{- /* What all webhooks have in common. */ -}}
{{- define "keyturn.webhook" }}
    failurePolicy: Fail
    sideEffects: None
    timeoutSeconds: 5
    admissionReviewVersions: [v1]
    {{- if .Values.watchNamespaces }}
    namespaceSelector:
      matchExpressions:
        - {key: kubernetes.io/metadata.name, operator: In, values: {{ toJson .Values.watchNamespaces }}}
    {{- end }}
{{- end }}
{{- define "keyturn.databases" -}}
apiGroups: [kubedb.com], apiVersions: [v1, v1alpha2], resources: [redises, postgreses, mssqlservers], scope: Namespaced
{{- end }}
