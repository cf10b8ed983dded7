// Xporter on Azure: one resource group, a module for each responsibility. docs/azure.md explains it.
targetScope = 'subscription'

@description('Names everything: rg-<environmentName>, and the resources in it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region; one that has Flex Consumption.')
param location string

@description('Object id of who deploys: puts the secrets in, and administers the SQL server unless a group does.')
param principalId string

@description('The name of who deploys: the sign-in of a person, the name of an application.')
param principalName string

@allowed(['User', 'ServicePrincipal'])
param principalType string = 'User'

@description('Object id of an Entra group that administers the SQL server; who deploys must be in it. Empty: who deploys does.')
param administratorGroupId string = ''

@description('That group\'s name.')
param administratorGroupName string = ''

@description('What integrators call Xporter by; empty: the address that App Service gives.')
param publicUrl string = ''

@description('A virtual network: private endpoints for the database, the secrets, the storage and the back-end.')
param vnetEnabled bool = false

@description('Public IPv4 address from which an operator reaches the database and the secrets; empty: from none.')
param operatorIpAddress string = ''

@description('Memory of an instance of the back-end.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances of the back-end at most. Times perInstanceConcurrency it is the SQL sessions needed.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Requests, and SQL sessions, of an instance at once.')
@minValue(1)
@maxValue(32)
param perInstanceConcurrency int = 4

@description('Instances of the back-end that are always there: 0 is cheapest, 1 or more answer the first request at once.')
@minValue(0)
param alwaysReadyInstances int = 0

@description('How a new package takes over: RollingUpdate answers throughout; Recreate is what every region has.')
@allowed(['Recreate', 'RollingUpdate'])
param updateStrategy string = 'Recreate'

@description('Azure SQL: GP_S_Gen5_<n> (serverless), GP_Gen5_<n> or HS_Gen5_<n>, n vCores.')
param sqlSkuName string = 'GP_S_Gen5_4'

@description('Serverless only: minutes without use after which the database pauses; -1 is never.')
param sqlAutoPauseMinutes int = 60

@description('Days for which the database can be restored to any second.')
@minValue(1)
@maxValue(35)
param sqlBackupDays int = 14

@description('App Service plan of the web tier: B1, P0v3, P1v3 ...')
param webSkuName string = 'B1'

@description('Instances of the web tier.')
@minValue(1)
@maxValue(30)
param webInstances int = 1

@description('Spreads the web tier, the back-end and the database over zones; needs a region and SKUs that have them.')
param zoneRedundant bool = false

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var functionsName = 'func-xporter-${token}'
var webName = 'app-xporter-${token}'
var hasGroup = !empty(administratorGroupId)
var deployerType = principalType == 'User' ? 'User' : 'Application'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'identities.bicep' = {
  name: 'identities'
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    writerIds: [identities.outputs.functionsPrincipalId, identities.outputs.webPrincipalId]
  }
}

module network 'network.bicep' = if (vnetEnabled) {
  name: 'network'
  scope: group
  params: { location: location, tags: tags, token: token }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    ownerId: identities.outputs.functionsPrincipalId
    subnetId: vnetEnabled ? network.outputs.endpointsSubnetId : ''
    dnsZoneId: vnetEnabled ? network.outputs.blobZoneId : ''
  }
}

module secrets 'secrets.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    readerIds: [identities.outputs.functionsPrincipalId, identities.outputs.webPrincipalId]
    operatorId: principalId
    operatorType: principalType
    operatorIpAddress: operatorIpAddress
    subnetId: vnetEnabled ? network.outputs.endpointsSubnetId : ''
    dnsZoneId: vnetEnabled ? network.outputs.vaultZoneId : ''
  }
}

module database 'database.bicep' = {
  name: 'database'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    administratorId: hasGroup ? administratorGroupId : principalId
    administratorName: hasGroup ? administratorGroupName : principalName
    administratorType: hasGroup ? 'Group' : deployerType
    operatorIpAddress: operatorIpAddress
    skuName: sqlSkuName
    autoPauseMinutes: sqlAutoPauseMinutes
    backupDays: sqlBackupDays
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
    subnetId: vnetEnabled ? network.outputs.endpointsSubnetId : ''
    dnsZoneId: vnetEnabled ? network.outputs.sqlZoneId : ''
  }
}

module web 'web.bicep' = {
  name: 'web'
  scope: group
  params: {
    location: location
    tags: tags
    name: webName
    skuName: webSkuName
    instances: webInstances
    zoneRedundant: zoneRedundant
    identityId: identities.outputs.webId
    identityClientId: identities.outputs.webClientId
    backendUrl: 'https://${functionsName}.azurewebsites.net/api'
    publicUrl: publicUrl
    vaultUri: secrets.outputs.vaultUri
    insightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    subnetId: vnetEnabled ? network.outputs.webSubnetId : ''
  }
}

module functions 'functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    location: location
    tags: tags
    name: functionsName
    identityId: identities.outputs.functionsId
    identityClientId: identities.outputs.functionsClientId
    callerAddresses: web.outputs.outboundAddresses
    storageName: storage.outputs.name
    packagesUrl: storage.outputs.packagesUrl
    sqlServer: database.outputs.server
    sqlDatabase: database.outputs.database
    vaultUri: secrets.outputs.vaultUri
    insightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    perInstanceConcurrency: perInstanceConcurrency
    alwaysReadyInstances: alwaysReadyInstances
    updateStrategy: updateStrategy
    zoneRedundant: zoneRedundant
    outboundSubnetId: vnetEnabled ? network.outputs.functionsSubnetId : ''
    endpointsSubnetId: vnetEnabled ? network.outputs.endpointsSubnetId : ''
    dnsZoneId: vnetEnabled ? network.outputs.sitesZoneId : ''
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = secrets.outputs.vaultName
output XPORTER_SITES string = join(concat([functions.outputs.id], web.outputs.ids), ' ')
output XPORTER_FUNCTIONS_ID string = functions.outputs.id
output XPORTER_FUNCTIONS_NAME string = functions.outputs.name
output XPORTER_FUNCTIONS_IDENTITY string = identities.outputs.functionsName
output XPORTER_WEB_NAME string = web.outputs.name
output XPORTER_WEB_URL string = web.outputs.url
output SQL_SERVER string = database.outputs.server
output SQL_DATABASE string = database.outputs.database
