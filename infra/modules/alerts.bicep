// Alerts for operators. A log alert looks for fixed texts of docs/logs.md, or for a metric of docs/operations.md.
// docs/when-things-go-wrong.md says what to do. Each clears by itself once its condition no longer holds (`autoMitigate`).
param location string
param tags object
param email string
param workspaceId string
param storageAccountName string
param workerName string
param maxWorkers int

@description('Whether nightly backups are made.')
param hasBackups bool

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource worker 'Microsoft.App/containerApps@2025-01-01' existing = {
  name: workerName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-rollcall'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'rollcall'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var lines = 'ContainerAppConsoleLogs | where ContainerAppName startswith "ca-rollcall-" | extend line = parse_json(Log)'

// A count of lines over a window; `least` of them fire, or, if `silence` is true, their absence.
var backupAlert = {
  name: 'rollcall-no-backup'
  description: 'No backup of the tables was made in two days. Look for "a round failed and will be repeated" with the name backup.'
  severity: 2
  query: '${lines} | where tostring(line.msg) == "a backup was made"'
  every: 'PT6H'
  window: 'P2D'
  least: 1
  silence: true
}

// The metric RestartCount would never clear: it counts from the replica's creation.
var restarts = 'ContainerAppSystemLogs | where Reason == "ContainerTerminated" | summarize stops = count() by ContainerAppName, ReplicaName | where stops > 3'

var usualAlerts = [
  {
    name: 'rollcall-web-restarts'
    description: 'A replica of the web role was restarted several times: out of memory, or it doesn’t start.'
    severity: 1
    query: '${restarts} and ContainerAppName == "ca-rollcall-web"'
    every: 'PT5M'
    window: 'PT15M'
    least: 1
    silence: false
  }
  {
    name: 'rollcall-worker-restarts'
    description: 'A worker was restarted several times: out of memory, or it doesn’t start.'
    severity: 1
    query: '${restarts} and ContainerAppName == "ca-rollcall-worker"'
    every: 'PT5M'
    window: 'PT15M'
    least: 1
    silence: false
  }
  {
    name: 'rollcall-errors'
    description: 'Jobs or turns fail: the storage is unreachable, or there is a defect. Look at err in the log.'
    severity: 1
    query: '${lines} | where tostring(line.level) == "error"'
    every: 'PT5M'
    window: 'PT15M'
    least: 5
    silence: false
  }
  {
    name: 'rollcall-not-ready'
    description: 'The web role can’t reach the storage: Teams gets no answers.'
    severity: 1
    query: '${lines} | where tostring(line.msg) == "not ready"'
    every: 'PT5M'
    window: 'PT5M'
    least: 3
    silence: false
  }
  {
    name: 'rollcall-refused-turns'
    description: 'Many activities were refused: someone sends unsigned ones, or the bot’s registration is wrong.'
    severity: 2
    query: '${lines} | where tostring(line.msg) == "turn refused"'
    every: 'PT15M'
    window: 'PT15M'
    least: 50
    silence: false
  }
  {
    name: 'rollcall-message-dropped'
    description: 'A job message that no worker understands was dropped: versions are mixed.'
    severity: 2
    query: '${lines} | where tostring(line.msg) == "a job message that nobody understands was dropped"'
    every: 'PT15M'
    window: 'PT15M'
    least: 1
    silence: false
  }
  {
    name: 'rollcall-event-loop-held-up'
    description: 'A process answered no one for a second or longer. Look at the turns and jobs of that minute.'
    severity: 2
    query: 'AppMetrics | where AppRoleName startswith "rollcall." | where Name == "rollcall.eventloop.delay" and Max >= 1000'
    every: 'PT5M'
    window: 'PT15M'
    least: 2
    silence: false
  }
  {
    name: 'rollcall-no-daily-round'
    description: 'No worker has run its daily round for two days, so people and files aren’t deleted on time. (It also fires before anyone has used Rollcall.)'
    severity: 2
    query: '${lines} | where tostring(line.msg) == "an organization was purged"'
    every: 'PT6H'
    window: 'P2D'
    least: 1
    silence: true
  }
]

var logAlerts = concat(usualAlerts, hasBackups ? [backupAlert] : [])

resource byLog 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: alert.name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: alert.every
    windowSize: alert.window
    // The table is created with its first line.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: alert.silence ? 'LessThan' : 'GreaterThanOrEqual'
          threshold: alert.least
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

var metricAlerts = [
  {
    name: 'rollcall-all-workers-busy'
    description: 'The maximum number of workers has run for an hour, so jobs may wait. Raise MAX_WORKERS, or find out what keeps them busy.'
    severity: 3
    scope: worker.id
    namespace: 'Microsoft.App/containerApps'
    metric: 'Replicas'
    aggregation: 'Average'
    operator: 'GreaterThanOrEqual'
    threshold: maxWorkers
    window: 'PT1H'
  }
  {
    name: 'rollcall-storage-availability'
    description: 'The storage account answers too many requests with server errors.'
    severity: 1
    scope: account.id
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Availability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    window: 'PT15M'
  }
]

resource byMetric 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in metricAlerts: {
  name: alert.name
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [alert.scope]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'only'
          metricNamespace: alert.namespace
          metricName: alert.metric
          timeAggregation: alert.aggregation
          operator: alert.operator
          threshold: alert.threshold
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}]
