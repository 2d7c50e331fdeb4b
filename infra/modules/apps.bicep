// The two roles of the one image: web answers Teams and delivers messages, worker does the jobs.
param location string
param tags object
param webName string

@description('Host name at which browsers and Teams reach the web role.')
param host string
param environmentId string
param identityId string
param identityClientId string
param registryServer string

@description('Empty: a placeholder runs until there is an image.')
param webImage string
param workerImage string
param storageAccountName string

@description('Account of the inbox; empty: the same.')
param inboxAccountName string

@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string
param appId string
param appTenantId string

@description('Address of the bot’s password in a Key Vault; empty with UserAssignedMSI.')
param passwordUri string

param tenantAdmins string
param defaultCountry string
param fileDays int
param maxFileMb int
param maxWorkers int
param minWorkers int
param minWeb int
param customDomain string
param customDomainCertificateId string
param backupDays int

@description('The backup that the restore job restores; empty: it lists them.')
param restoreBackup string

@description('Account that has the backups; empty: the same.')
param restoreFrom string
param applicationInsightsConnectionString string

var port = 3978
// Microsoft's own, which answers on port 80.
var placeholder = 'mcr.microsoft.com/azuredocs/containerapps-helloworld:latest'
var isGovernment = environment().name == 'AzureUSGovernment'
var hasImage = !empty(webImage) && !empty(workerImage)
// The secret is added between the first round and the image.
var hasPassword = !empty(passwordUri) && hasImage

var identity = {
  type: 'UserAssigned'
  userAssignedIdentities: { '${identityId}': {} }
}

var registries = [
  { server: registryServer, identity: identityId }
]

var secrets = hasPassword
  ? [{ name: 'bot-password', keyVaultUrl: passwordUri, identity: identityId }]
  : []

// Every name but AZURE_CLIENT_ID is a setting of src/settings.ts.
var settings = concat(
  [
    { name: 'PORT', value: string(port) }
    { name: 'MicrosoftAppType', value: appType }
    { name: 'MicrosoftAppId', value: appId }
    { name: 'MicrosoftAppTenantId', value: appTenantId }
    { name: 'AZURE_STORAGE_ACCOUNT', value: storageAccountName }
    { name: 'INBOX_ACCOUNT', value: inboxAccountName }
    { name: 'PUBLIC_URL', value: 'https://${host}' }
    { name: 'CLOUD', value: isGovernment ? 'us-government' : 'public' }
    { name: 'TENANT_ADMINS', value: tenantAdmins }
    { name: 'DEFAULT_COUNTRY', value: defaultCountry }
    { name: 'FILE_DAYS', value: string(fileDays) }
    { name: 'MAX_FILE_MB', value: string(maxFileMb) }
    { name: 'BACKUP_DAYS', value: string(backupDays) }
    // The Azure SDK finds the identity by this if the bot isn't the identity itself.
    { name: 'AZURE_CLIENT_ID', value: identityClientId }
    { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
    {
      name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
      value: 'Authorization=AAD;ClientId=${identityClientId}'
    }
  ],
  hasPassword ? [{ name: 'MicrosoftAppPassword', secretRef: 'bot-password' }] : []
)

// Messages that wait for their hour (schedules, the daily sync) stay in the queue for days, and so do claimed
// ones. `visibleonly` counts neither, so only unclaimed work adds replicas.
var queueMetadata = {
  accountName: storageAccountName
  queueLengthStrategy: 'visibleonly'
  cloud: isGovernment ? 'AzureUSGovernmentCloud' : 'AzurePublicCloud'
}

resource web 'Microsoft.App/containerApps@2025-01-01' = {
  name: webName
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  identity: identity
  // Workers are upgraded first: an older one returns, and then drops, messages of a kind that it doesn't know.
  dependsOn: [worker]
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: registries
      secrets: secrets
      ingress: {
        external: true
        targetPort: hasImage ? port : 80
        customDomains: empty(customDomain)
          ? []
          : [{ name: customDomain, certificateId: customDomainCertificateId, bindingType: 'SniEnabled' }]
        transport: 'http'
        allowInsecure: false
      }
    }
    template: {
      // Turns are answered within seconds; deliveries return to the queue.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'rollcall'
          image: hasImage ? webImage : placeholder
          // A directory of a million people takes 120 MB of memory, several at most 300 MB.
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(settings, [{ name: 'ROLE', value: 'web' }])
          probes: !hasImage ? [] : [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              // A new account may need two minutes to create the tables.
              periodSeconds: 20
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 20
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              // The storage gets two seconds to answer.
              type: 'Readiness'
              httpGet: { path: '/readyz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: minWeb
        maxReplicas: max(4, minWeb)
        rules: [
          {
            name: 'turns'
            http: { metadata: { concurrentRequests: '20' } }
          }
          {
            name: 'deliveries'
            custom: {
              type: 'azure-queue'
              identity: identityId
              // Eight at a time in each replica.
              metadata: union(queueMetadata, { queueName: 'deliveries', queueLength: '16' })
            }
          }
        ]
      }
    }
  }
}

resource worker 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-rollcall-worker'
  location: location
  tags: union(tags, { 'azd-service-name': 'worker' })
  identity: identity
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: registries
      secrets: secrets
    }
    template: {
      // A job returns to the queue at its next page or transaction, and another worker continues.
      terminationGracePeriodSeconds: 120
      containers: [
        {
          name: 'rollcall'
          image: hasImage ? workerImage : placeholder
          // A whole vCPU has 4 GiB of temporary storage, where files are spilled (/tmp). It is the container's own
          // and not a mounted volume, since a volume would keep the files of a crash.
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(settings, [
            { name: 'ROLE', value: 'worker' }
            { name: 'HEALTH_PORT', value: string(port) }
          ])
          // Probed from within the environment: without ingress, nothing else reaches the port.
          probes: !hasImage ? [] : [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 20
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 20
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              // The old version’s workers stay until the new ones take work.
              type: 'Readiness'
              httpGet: { path: '/readyz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        // Never zero: schedules, the daily sync and the daily round start by themselves.
        minReplicas: minWorkers
        maxReplicas: max(maxWorkers, minWorkers)
        rules: [
          {
            name: 'jobs'
            custom: {
              type: 'azure-queue'
              identity: identityId
              // Four at a time in each replica.
              metadata: union(queueMetadata, { queueName: 'jobs', queueLength: '4' })
            }
          }
        ]
      }
    }
  }
}

// Started by hand (docs/deploy.md), with the settings and identity of the apps, even if those don't start.
var jobs = [
  { name: 'doctor', minutes: 5, args: ['scripts/doctor.ts', '--url', 'https://${host}'] }
  {
    name: 'restore'
    minutes: 360
    args: concat(
      ['scripts/restore.ts'],
      empty(restoreBackup) ? [] : ['--backup', restoreBackup],
      empty(restoreFrom) ? [] : ['--from', restoreFrom]
    )
  }
]

resource byHand 'Microsoft.App/jobs@2025-01-01' = [for job in jobs: {
  name: 'caj-rollcall-${job.name}'
  location: location
  tags: tags
  identity: identity
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: job.minutes * 60
      replicaRetryLimit: 0
      registries: registries
      secrets: secrets
    }
    template: {
      containers: [
        {
          name: 'rollcall'
          image: hasImage ? workerImage : placeholder
          args: job.args
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(settings, [{ name: 'ROLE', value: 'worker' }])
        }
      ]
    }
  }
}]

output workerName string = worker.name
