// What the Functions host keeps: the deployed package, its keys, its locks. No shared keys.
param location string
param tags object
param token string

@description('Principal id of the back-end.')
param ownerId string

@description('Subnet of a private endpoint; empty: reached over the public address.')
param subnetId string
param dnsZoneId string

var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var container = 'app-package'
var publicAccess = empty(subnetId) ? 'Enabled' : 'Disabled'
var others = empty(subnetId) ? 'Allow' : 'Deny'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  // checkov:skip=CKV_AZURE_206:locally redundant will do: what is in it is deployed again in a minute
  // checkov:skip=CKV_AZURE_35:denied when there is a network to be reached through (`others`)
  // checkov:skip=CKV_AZURE_43:two letters and thirteen of uniqueString are a good name; the policy cannot work it out
  name: 'st${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    publicNetworkAccess: publicAccess
    networkAcls: { bypass: 'AzureServices', defaultAction: others }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: container
  properties: { publicAccess: 'None' }
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, ownerId, blobDataOwner)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
    principalId: ownerId
    principalType: 'ServicePrincipal'
  }
}

module endpoint 'privateEndpoint.bicep' = if (!empty(subnetId)) {
  name: 'storage-endpoint'
  params: {
    location: location
    tags: tags
    name: 'pe-blob-${token}'
    targetId: account.id
    groupId: 'blob'
    subnetId: subnetId
    dnsZoneId: dnsZoneId
  }
}

output name string = account.name
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${container}'
