// Where a new package of the web tier starts and can be tried, before it takes over without a pause.
param location string
param tags object
param appName string
param planId string
param identityId string
param settings object
param subnetId string

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource staging 'Microsoft.Web/sites/slots@2024-11-01' = {
  // checkov:skip=CKV_AZURE_212:its plan says how many: webInstances
  // checkov:skip=CKV_AZURE_222:this is what integrators call once it has taken over
  parent: app
  name: 'staging'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: { applicationTraffic: !empty(subnetId) }
    // As the app's own in web.bicep.
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
