// Everything that one deployment of Rollcall needs, in one resource group. docs/deploy.md has the steps from a clone to Teams.
// There is no account key and no password: the bot, the storage, the registry and the scale rules all use one
// user-assigned managed identity. Only a bot that is registered in another tenant has a secret, in a Key Vault.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of this deployment, such as rollcall-prod; the resource group is rg-<name>.')
param environmentName string

@description('Where it runs, such as westeurope.')
param location string

@description('Image of the web role. azd sets it when it has built one. Empty: a placeholder, since the image needs the registry first.')
param webImage string = ''

@description('Image of the workers. azd sets it.')
param workerImage string = ''

@minLength(1)
@description('TENANT_ADMINS: Entra object ids of the first tenant admins, between commas.')
param tenantAdmins string

@description('DEFAULT_COUNTRY: two letters, or empty.')
param defaultCountry string = ''

@minValue(1)
@maxValue(3650)
@description('FILE_DAYS: how many days imported and exported files are kept.')
param fileDays int = 90

@minValue(1)
@maxValue(500)
@description('MAX_FILE_MB: the largest file that is accepted.')
param maxFileMb int = 100

@minValue(1)
@maxValue(30)
@description('The most workers.')
param maxWorkers int = 5

@minValue(1)
@maxValue(30)
@description('The fewest workers. One always runs, for schedules and the daily round.')
param minWorkers int = 1

@minValue(1)
@maxValue(10)
@description('The fewest web processes. With two, one can stop or be replaced while the other answers.')
param minWeb int = 2

@description('Host name of your own for the bot, such as rollcall.example.com. Empty: the address that Container Apps gives.')
param customDomain string = ''

@description('Resource id of a certificate in the environment for the host name.')
param customDomainCertificateId string = ''

@description('Resource id of a subnet of your own, delegated to Microsoft.App/environments (/27 or larger). Empty: no virtual network.')
param subnetId string = ''

@description('Whether the storage account can be reached from the virtual network only. Then download links work from there only.')
param privateStorage bool = false

@description('Other networks that reach a private storage account, such as those of admins who download files: IPv4 addresses or ranges (CIDR), between commas.')
param allowedNetworks string = ''

@description('Whether a lock keeps the storage account from being deleted.')
param deleteLock bool = true

@minValue(0)
@maxValue(365)
@description('BACKUP_DAYS: how many nightly backups of the tables are kept. 0: none are made.')
param backupDays int = 14

@description('The backup that the job caj-rollcall-restore restores, such as 2026-11-30. Empty: it lists the backups.')
param restoreBackup string = ''

@description('Storage account that has the backups, if it is another one. The identity needs Storage Blob Data Reader there.')
param restoreFrom string = ''

@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_LRS'])
@description('Redundancy of the storage account. In regions without zones: Standard_LRS.')
param storageSku string = 'Standard_ZRS'

@description('Address that gets alerts. Empty: alerts show only in the portal.')
param alertEmail string = ''

@description('Object ids of the identities that may put files in the inbox, between commas.')
param inboxWriters string = ''

@description('Whether SFTP clients send files: the inbox is then in a storage account of its own.')
param inboxSftp bool = false

@description('App id of a bot that is registered as SingleTenant, where this subscription belongs to another tenant than the people in Teams. Empty: the bot is the managed identity.')
param singleTenantAppId string = ''

@description('The tenant of that registration.')
param singleTenantAppTenantId string = ''

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var writers = empty(inboxWriters) ? [] : split(replace(inboxWriters, ' ', ''), ',')
var networks = empty(allowedNetworks) ? [] : split(replace(allowedNetworks, ' ', ''), ',')
var hasSecret = !empty(singleTenantAppId)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-rollcall-${token}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    fileDays: fileDays
    sku: storageSku
    deleteLock: deleteLock
    subnetId: subnetId
    isPrivate: privateStorage
    allowedNetworks: networks
    inboxWriters: inboxSftp ? [] : writers
  }
}

module inbox 'modules/inbox.bicep' = if (inboxSftp) {
  name: 'inbox'
  scope: group
  params: {
    name: 'stin${take(token, 20)}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    writers: writers
    sku: storageSku
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  scope: group
  params: {
    name: 'cr${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module observability 'modules/observability.bicep' = {
  name: 'observability'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = if (hasSecret) {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module runtime 'modules/environment.bicep' = {
  name: 'environment'
  scope: group
  params: {
    name: 'cae-rollcall-${token}'
    location: location
    tags: tags
    workspaceId: observability.outputs.workspaceId
    subnetId: subnetId
  }
}

var appId = hasSecret ? singleTenantAppId : identity.outputs.clientId
var appTenantId = hasSecret ? singleTenantAppTenantId : tenant().tenantId
var webName = 'ca-rollcall-web'
// Container Apps gives an app the address <name>.<the environment's domain>, so it is known before the app exists.
var host = empty(customDomain) ? '${webName}.${runtime.outputs.domain}' : customDomain

module apps 'modules/apps.bicep' = {
  name: 'apps'
  scope: group
  params: {
    location: location
    tags: tags
    webName: webName
    host: host
    environmentId: runtime.outputs.id
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    registryServer: registry.outputs.server
    webImage: webImage
    workerImage: workerImage
    storageAccountName: storage.outputs.name
    inboxAccountName: inboxSftp ? inbox!.outputs.name : ''
    appType: hasSecret ? 'SingleTenant' : 'UserAssignedMSI'
    appId: appId
    appTenantId: appTenantId
    passwordUri: hasSecret ? vault!.outputs.botPasswordUri : ''
    tenantAdmins: tenantAdmins
    defaultCountry: defaultCountry
    fileDays: fileDays
    maxFileMb: maxFileMb
    maxWorkers: maxWorkers
    minWorkers: minWorkers
    minWeb: minWeb
    customDomain: customDomain
    customDomainCertificateId: customDomainCertificateId
    backupDays: backupDays
    restoreBackup: restoreBackup
    restoreFrom: restoreFrom
    applicationInsightsConnectionString: observability.outputs.connectionString
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  scope: group
  params: {
    name: 'bot-rollcall-${token}'
    tags: tags
    endpoint: 'https://${host}/api/messages'
    appType: hasSecret ? 'SingleTenant' : 'UserAssignedMSI'
    appId: appId
    appTenantId: appTenantId
    identityId: hasSecret ? '' : identity.outputs.id
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(workerImage)) {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    email: alertEmail
    workspaceId: observability.outputs.workspaceId
    storageAccountName: storage.outputs.name
    workerName: apps.outputs.workerName
    maxWorkers: maxWorkers
    hasBackups: backupDays > 0
  }
}

// azd pushes the image there.
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
output RESOURCE_GROUP string = group.name
output REGISTRY_NAME string = registry.outputs.name
output STORAGE_ACCOUNT string = storage.outputs.name
output INBOX_ACCOUNT string = inboxSftp ? inbox!.outputs.name : storage.outputs.name
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output BOT_APP_ID string = appId
output BOT_HOST string = host
output VAULT_NAME string = hasSecret ? vault!.outputs.name : ''
