// Azure SQL. People and programs sign in with Entra; there are no passwords.
param location string
param tags object
param token string
param administratorId string
param administratorName string
param administratorType string
param operatorIpAddress string
param skuName string
param autoPauseMinutes int
param backupDays int
param zoneRedundant bool
param workspaceId string

@description('Subnet of a private endpoint; empty: reached over the public address.')
param subnetId string
param dnsZoneId string

var isPrivate = !empty(subnetId)
var publicAccess = isPrivate && empty(operatorIpAddress) ? 'Disabled' : 'Enabled'
var isServerless = startsWith(skuName, 'GP_S_')
// The least that Azure takes: an eighth of a serverless database's vCores, or a half.
var leastThousandths = isServerless ? max(int(last(split(skuName, '_'))) * 125, 500) : 0
var leastCapacity = json('${leastThousandths / 1000}.${padLeft(leastThousandths % 1000, 3, '0')}')
// Without use for long a serverless database costs nothing but its storage.
var pausing = isServerless ? { autoPauseDelay: autoPauseMinutes, minCapacity: leastCapacity } : {}

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  // checkov:skip=CKV_AZURE_113:disabled when there is a network to be reached through (`publicAccess`)
  name: 'sql-${token}'
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: publicAccess
    restrictOutboundNetworkAccess: 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: administratorName
      sid: administratorId
      principalType: administratorType
      tenantId: subscription().tenantId
    }
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01' = {
  // checkov:skip=CKV_AZURE_229:zones are a parameter: not every region and SKU has them
  // checkov:skip=CKV_AZURE_26:the server's policy tells the subscription's administrators
  // checkov:skip=CKV_AZURE_27:the server's policy tells the subscription's administrators
  parent: server
  name: 'xporter'
  location: location
  tags: tags
  sku: { name: skuName }
  properties: union(pausing, {
    collation: 'SQL_Latin1_General_CP1_CI_AS'
    zoneRedundant: zoneRedundant
    requestedBackupStorageRedundancy: 'Geo'
  })
}

resource backups 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2023-08-01' = {
  parent: database
  name: 'default'
  properties: { retentionDays: backupDays }
}

resource transparentEncryption 'Microsoft.Sql/servers/databases/transparentDataEncryption@2023-08-01' = {
  parent: database
  name: 'current'
  properties: { state: 'Enabled' }
}

// Who did what to the database goes to the workspace.
resource auditing 'Microsoft.Sql/servers/auditingSettings@2023-08-01' = {
  parent: server
  name: 'default'
  properties: { state: 'Enabled', isAzureMonitorTargetEnabled: true, retentionDays: 90 }
}

// A server's policy for all of its databases is delivered by `master`.
resource master 'Microsoft.Sql/servers/databases@2023-08-01' existing = {
  parent: server
  name: 'master'
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: master
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'SQLSecurityAuditEvents', enabled: true }]
  }
}

resource threats 'Microsoft.Sql/servers/securityAlertPolicies@2023-08-01' = {
  parent: server
  name: 'Default'
  properties: { state: 'Enabled', emailAccountAdmins: true, retentionDays: 90 }
}

resource fromAzure 'Microsoft.Sql/servers/firewallRules@2023-08-01' = if (!isPrivate) {
  // Lets Azure's own services in, not the Internet: Flex Consumption has no fixed address.
  parent: server
  name: 'AllowAllWindowsAzureIps'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource fromOperator 'Microsoft.Sql/servers/firewallRules@2023-08-01' = if (!empty(operatorIpAddress)) {
  parent: server
  name: 'operator'
  properties: { startIpAddress: operatorIpAddress, endIpAddress: operatorIpAddress }
}

module endpoint 'privateEndpoint.bicep' = if (isPrivate) {
  name: 'sql-endpoint'
  params: {
    location: location
    tags: tags
    name: 'pe-sql-${token}'
    targetId: server.id
    groupId: 'sqlServer'
    subnetId: subnetId
    dnsZoneId: dnsZoneId
  }
}

output server string = server.properties.fullyQualifiedDomainName
output database string = database.name
