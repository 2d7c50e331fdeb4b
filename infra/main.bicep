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

@description('Tag of the image rollcall in the deployment’s registry. Empty: the apps are not created yet, since the image needs the registry first.')
param imageTag string = ''

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
@description('The most workers. One always runs, for schedules and the daily round.')
param maxWorkers int = 5

@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_LRS'])
@description('Redundancy of the storage account. In regions without zones: Standard_LRS.')
param storageSku string = 'Standard_ZRS'

@description('Address that gets alerts. Empty: alerts show only in the portal.')
param alertEmail string = ''

@description('Object ids of the identities that may put files in the inbox, between commas.')
param inboxWriters string = ''

@description('App id of a bot that is registered as SingleTenant, where this subscription belongs to another tenant than the people in Teams. Empty: the bot is the managed identity.')
param singleTenantAppId string = ''

@description('The tenant of that registration.')
param singleTenantAppTenantId string = ''

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
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
    inboxWriters: empty(inboxWriters) ? [] : split(replace(inboxWriters, ' ', ''), ',')
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
  }
}

var appId = hasSecret ? singleTenantAppId : identity.outputs.clientId
var appTenantId = hasSecret ? singleTenantAppTenantId : tenant().tenantId
var webName = 'ca-rollcall-web'

module apps 'modules/apps.bicep' = if (!empty(imageTag)) {
  name: 'apps'
  scope: group
  params: {
    location: location
    tags: tags
    webName: webName
    environmentId: runtime.outputs.id
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    registryServer: registry.outputs.server
    image: '${registry.outputs.server}/rollcall:${imageTag}'
    storageAccountName: storage.outputs.name
    appType: hasSecret ? 'SingleTenant' : 'UserAssignedMSI'
    appId: appId
    appTenantId: appTenantId
    passwordUri: hasSecret ? vault!.outputs.botPasswordUri : ''
    tenantAdmins: tenantAdmins
    defaultCountry: defaultCountry
    fileDays: fileDays
    maxFileMb: maxFileMb
    maxWorkers: maxWorkers
    applicationInsightsConnectionString: observability.outputs.connectionString
  }
}

// Container Apps gives an app the address <name>.<the environment's domain>, so the bot can be registered before the app exists.
var host = '${webName}.${runtime.outputs.domain}'

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

module alerts 'modules/alerts.bicep' = if (!empty(imageTag)) {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    email: alertEmail
    workspaceId: observability.outputs.workspaceId
    storageAccountName: storage.outputs.name
    webName: apps!.outputs.webName
    workerName: apps!.outputs.workerName
    maxWorkers: maxWorkers
  }
}

output RESOURCE_GROUP string = group.name
output REGISTRY_NAME string = registry.outputs.name
output STORAGE_ACCOUNT string = storage.outputs.name
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output BOT_APP_ID string = appId
output BOT_HOST string = host
output VAULT_NAME string = hasSecret ? vault!.outputs.name : ''
