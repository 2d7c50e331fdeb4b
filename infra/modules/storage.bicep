// The one store of all data: tables, blobs and queues. Rollcall makes what is in it by itself at its start.
param name string
param location string
param tags object

@description('Object id of the identity that reads and writes.')
param principalId string

@description('FILE_DAYS')
param fileDays int
param sku string

// Data Contributor of each service: making tables, containers and queues is in it, and for blobs the key that signs links.
var roles = {
  blobs: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queues: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

// The product deletes files by itself. These rules are for what it would never find again, so they come long after: an import
// whose preview still waits needs its files, however old they are, and an import can be undone for 30 days after its end.
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
    // No keys: who has no role gets nothing, and links are signed with a key that the identity asks for.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    // Links on cards are opened by admins' own browsers and phones, so the account has to be reachable from there.
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // Against a slip of the hand: whoever runs this gets a deleted blob back for a week, also one that Rollcall deleted in time.
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
          // Templates lie here too: each process writes anew what it links to.
          name: 'files-long-after-their-time'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['files/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: fileDays + backStopDays } } }
          }
        }
        {
          // Plans, data for undoing, and parts of directory views, which make themselves again.
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

output name string = account.name
