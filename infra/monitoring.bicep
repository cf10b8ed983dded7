// Where logs, traces and metrics go. Only the two identities may write, nobody with a key.
param location string
param tags object
param token string

@description('Principal ids that may write.')
param writerIds array

var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    // Callers' addresses are kept as 0.0.0.0.
    DisableIpMasking: false
  }
}

resource writers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in writerIds: {
  name: guid(insights.id, id, metricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
    principalId: id
    principalType: 'ServicePrincipal'
  }
}]

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
