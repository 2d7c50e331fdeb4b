// The store of all data: tables, blobs and queues. Rollcall creates them when it starts.
param name string
param location string
param tags object

@description('Object id of the identity that reads and writes.')
param principalId string

@description('FILE_DAYS')
param fileDays int
param sku string

@description('Object ids of identities that may put files in the inbox.')
param inboxWriters array

@description('Whether a lock keeps the account from being deleted.')
param deleteLock bool

@description('Subnet of the apps, which needs the service endpoint Microsoft.Storage; empty: no virtual network.')
param subnetId string

@description('Whether only that subnet and the allowed networks reach the account.')
param isPrivate bool

@description('IPv4 addresses or ranges.')
param allowedNetworks array

// Data Contributor of each service includes creating tables, containers and queues, and for blobs the key that signs links.
var roles = {
  blobs: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queues: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

// Rollcall deletes files by itself. These rules are for files that it would never find again, so they apply long after. A
// waiting preview needs its files, however old they are, and an import can be undone for 30 days after its end.
var backStopDays = 400

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    // No keys: access needs a role, and links are signed with a key that the identity requests.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    // Links on cards lead admins' own browsers and phones here, so they must reach the account. A private one is reached
    // from the subnet and the allowed networks. A network that is added in the portal goes with the next deployment.
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for network in allowedNetworks: { value: network, action: 'Allow' }]
      virtualNetworkRules: empty(subnetId) ? [] : [{ id: subnetId, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // Against mistakes: operators can recover a deleted blob for a week, also one that Rollcall deleted on time.
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          // Templates are here too: each process writes again what it links to.
          name: 'files-long-after-their-time'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['files/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: fileDays + backStopDays } } }
          }
        }
        {
          // Plans, undo data, and segments of directory views, which are built again.
          name: 'work-long-after-its-time'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['work/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: backStopDays } } }
          }
        }
        // No rule for `leases`: its blobs are never written again and are needed for good.
      ]
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  name: guid(account.id, principalId, role.value)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

// Against a deletion by mistake. `azd down` fails until the lock is removed.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'all-data-of-rollcall'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The directory, its history and its files. There is no other copy but the backups in this account.'
  }
}

// Rollcall creates its other containers itself. Other systems get a right to this one, so it has to be there.
resource inbox 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'inbox'
}

resource writers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for writer in inboxWriters: {
  name: guid(inbox.id, writer, roles.blobs)
  scope: inbox
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobs)
    principalId: writer
    principalType: 'ServicePrincipal'
  }
}]

output name string = account.name
