// The back-end: a Flex Consumption Function App that only the web tier can call.
param location string
param tags object
param name string
param identityId string
param identityClientId string

@description('Addresses that may call it over the public network: the web tier\'s. With a private endpoint nobody may.')
param callerAddresses array
param storageName string
param packagesUrl string
param sqlServer string
param sqlDatabase string
param vaultUri string
param insightsConnectionString string
param workspaceId string
param instanceMemoryMB int
param maximumInstanceCount int
param perInstanceConcurrency int
param alwaysReadyInstances int
param updateStrategy string
param zoneRedundant bool

@description('Subnet through which it calls, and subnet of its private endpoint; empty: no virtual network.')
param outboundSubnetId string
param endpointsSubnetId string
param dnsZoneId string

var isPrivate = !empty(endpointsSubnetId)
var driver = 'DRIVER={ODBC Driver 18 for SQL Server}'
var signIn = 'Encrypt=yes;TrustServerCertificate=no;Authentication=ActiveDirectoryMsi;UID=${identityClientId}'
var callers = [for (address, index) in callerAddresses: {
  name: 'web-${index}'
  ipAddress: '${address}/32'
  action: 'Allow'
  priority: 100 + index
}]

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  // checkov:skip=CKV_AZURE_225:zones are a parameter: not every region has them
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  // checkov:skip=CKV_AZURE_212:Flex Consumption makes instances as they are needed
  // checkov:skip=CKV_AZURE_213:Flex Consumption watches its instances itself
  // checkov:skip=CKV_AZURE_222:who may call is decided by ipSecurityRestrictions below: nobody but the web tier. Off altogether, a package could not be deployed from outside the network
  // checkov:skip=CKV_AZURE_17:the web tier has no certificate to show
  // checkov:skip=CKV_AZURE_78:Flex Consumption has no FTP, and refuses to be told to switch it off
  // checkov:skip=CKV_AZURE_16:it has an identity, a user-assigned one
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: isPrivate ? outboundSubnetId : null
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'python', version: '3.13' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
        triggers: { http: { perInstanceConcurrency: perInstanceConcurrency } }
      }
      // Documented for this version of the API, though its published types do not have it.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: updateStrategy }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: isPrivate ? [] : callers
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AZURE_CLIENT_ID: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      // A thread keeps a connection, so this is what an instance takes of the database's sessions.
      PYTHON_THREADPOOL_THREAD_COUNT: string(perInstanceConcurrency)
      MALLOC_ARENA_MAX: '1'
      MALLOC_MMAP_THRESHOLD_: '33554432'
      MALLOC_TRIM_THRESHOLD_: '67108864'
      SQL_CONNECTION_STRING: '${driver};SERVER=tcp:${sqlServer},1433;DATABASE=${sqlDatabase};${signIn}'
      XPORTER_TOKEN_KEYS: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/token-keys)'
    }
  }

  // Deploying takes a token of Entra, never a name and a password.
  resource noFtpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// Its logs go to Application Insights by themselves.
resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'metrics'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = if (isPrivate) {
  name: 'functions-endpoint'
  params: {
    location: location
    tags: tags
    name: 'pe-${name}'
    targetId: app.id
    groupId: 'sites'
    subnetId: endpointsSubnetId
    dnsZoneId: dnsZoneId
  }
}

output id string = app.id
output name string = app.name
