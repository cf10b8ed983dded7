// The token keys and the function key. The tiers may read them, the operator may write them.
param location string
param tags object
param token string

@description('Principal ids that may read secrets.')
param readerIds array

@description('Who puts the token keys in.')
param operatorId string
param operatorType string
param operatorIpAddress string

@description('Subnet of a private endpoint; empty: reached over the public address.')
param subnetId string
param dnsZoneId string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
var publicAccess = empty(subnetId) || !empty(operatorIpAddress) ? 'Enabled' : 'Disabled'
var others = empty(subnetId) ? 'Allow' : 'Deny'
var operatorRules = empty(operatorIpAddress) ? [] : [{ value: operatorIpAddress }]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  // checkov:skip=CKV_AZURE_109:without a virtual network App Service has no address of its own to let in; who may read is decided by role
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: publicAccess
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: others
      ipRules: operatorRules
    }
  }
}

resource readers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in readerIds: {
  name: guid(vault.id, id, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: id
    principalType: 'ServicePrincipal'
  }
}]

resource operator 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, operatorId, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
    principalId: operatorId
    principalType: operatorType
  }
}

module endpoint 'privateEndpoint.bicep' = if (!empty(subnetId)) {
  name: 'vault-endpoint'
  params: {
    location: location
    tags: tags
    name: 'pe-vault-${token}'
    targetId: vault.id
    groupId: 'vault'
    subnetId: subnetId
    dnsZoneId: dnsZoneId
  }
}

output vaultName string = vault.name
output vaultUri string = vault.properties.vaultUri
