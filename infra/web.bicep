// The web tier: App Service on Linux, the only thing that integrators reach.
param location string
param tags object
param name string
param skuName string
param instances int
param zoneRedundant bool
param identityId string
param identityClientId string
param backendUrl string
param publicUrl string
param vaultUri string
param insightsConnectionString string
param workspaceId string

@description('Subnet through which it calls the back-end; empty: no virtual network.')
param subnetId string

// Premium plans have a place to try a new package in, before it takes over without a pause.
var hasStaging = startsWith(skuName, 'P')
var settings = {
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  MALLOC_ARENA_MAX: '1'
  MALLOC_MMAP_THRESHOLD_: '33554432'
  MALLOC_TRIM_THRESHOLD_: '67108864'
  WEB_CONCURRENCY: '2'
  // As long as exports may take to end; App Service's own five seconds would cut them.
  WEBSITES_CONTAINER_STOP_TIME_LIMIT: '120'
  XPORTER_BACKEND_URL: backendUrl
  XPORTER_BACKEND_KEY: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/function-key)'
  // App Service's front end writes the caller's address at the end of X-Forwarded-For.
  XPORTER_TRUST_FORWARDED: 'true'
  XPORTER_PUBLIC_URL: empty(publicUrl) ? 'https://${name}.azurewebsites.net' : publicUrl
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  // checkov:skip=CKV_AZURE_225:zones are a parameter: not every region and SKU has them
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: skuName, capacity: instances }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  // checkov:skip=CKV_AZURE_212:its plan says how many: webInstances
  // checkov:skip=CKV_AZURE_222:this is what integrators call
  // checkov:skip=CKV_AZURE_17:integrators have no certificates
  // checkov:skip=CKV_AZURE_16:it has an identity, a user-assigned one
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  kind: 'app,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: { applicationTraffic: !empty(subnetId) }
    siteConfig: {
      linuxFxVersion: 'PYTHON|3.13'
      // App Service tells the process that runs this line when it has to end: gunicorn, not a shell.
      appCommandLine: 'exec gunicorn -c web/gunicorn_conf.py -b 0.0.0.0:8000 web.wsgi:app'
      alwaysOn: true
      healthCheckPath: '/healthz'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      detailedErrorLoggingEnabled: true
      httpLoggingEnabled: true
      requestTracingEnabled: true
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  resource noFtpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

module staging 'webStaging.bicep' = if (hasStaging) {
  name: 'web-staging'
  params: {
    location: location
    tags: tags
    appName: app.name
    planId: plan.id
    identityId: identityId
    settings: settings
    subnetId: subnetId
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AppServiceConsoleLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

// The site, and its slot.
output ids array = hasStaging ? [app.id, '${app.id}/slots/staging'] : [app.id]
output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
output outboundAddresses array = split(app.properties.possibleOutboundIpAddresses, ',')
