// The bot's registration in Teams.
param name string
param tags object
param endpoint string

@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string
param appId string
param appTenantId string

@description('Resource id of the identity that the bot is; empty with SingleTenant.')
param identityId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Rollcall'
    description: 'Keeps your organization’s directory of people.'
    endpoint: endpoint
    msaAppType: appType
    msaAppId: appId
    msaAppTenantId: appTenantId
    msaAppMSIResourceId: empty(identityId) ? null : identityId
    // No secrets of other channels: Teams is the only one.
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
      acceptedTerms: true
    }
  }
}
