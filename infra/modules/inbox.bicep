// A storage account of its own for files that SFTP clients send: SFTP needs real folders, which the main account hasn't.
param name string
param location string
param tags object

@description('Object id of the identity that takes the files.')
param principalId string

@description('Object ids of identities that may put files there.')
param writers array
param sku string

var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    isHnsEnabled: true
    isSftpEnabled: true
    // Each SFTP client is a local user with its own key or password, which an operator creates.
    isLocalUserEnabled: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource inbox 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'inbox'
}

resource taker 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(inbox.id, principalId, blobContributor)
  scope: inbox
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource senders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for writer in writers: {
  name: guid(inbox.id, writer, blobContributor)
  scope: inbox
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
    principalId: writer
    principalType: 'ServicePrincipal'
  }
}]

output name string = account.name
