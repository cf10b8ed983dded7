// The virtual network: a subnet for each tier's calls, one for private endpoints, and their names.
param location string
param tags object
param token string

var blobZone = 'privatelink.blob.${environment().suffixes.storage}'
var vaultZone = 'privatelink.vaultcore.azure.net'
var sqlZone = 'privatelink${environment().suffixes.sqlServerHostname}'
var sitesZone = 'privatelink.azurewebsites.net'
var zoneNames = [blobZone, vaultZone, sqlZone, sitesZone]

// Into the private endpoints only from the network itself.
resource rules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-${token}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'NobodyFromTheInternet'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/16'] }
    subnets: [
      {
        name: 'functions'
        properties: {
          // An address for each instance of the back-end.
          addressPrefix: '10.40.0.0/22'
          networkSecurityGroup: { id: rules.id }
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'web'
        properties: {
          addressPrefix: '10.40.4.0/24'
          networkSecurityGroup: { id: rules.id }
          delegations: [{ name: 'web', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.40.5.0/24'
          networkSecurityGroup: { id: rules.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }
}

resource dnsZones 'Microsoft.Network/privateDnsZones@2020-06-01' = [for zone in zoneNames: {
  name: zone
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [for (zone, index) in zoneNames: {
  parent: dnsZones[index]
  name: 'to-the-network'
  location: 'global'
  tags: tags
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}]

output functionsSubnetId string = '${network.id}/subnets/functions'
output webSubnetId string = '${network.id}/subnets/web'
output endpointsSubnetId string = '${network.id}/subnets/endpoints'
output blobZoneId string = resourceId('Microsoft.Network/privateDnsZones', blobZone)
output vaultZoneId string = resourceId('Microsoft.Network/privateDnsZones', vaultZone)
output sqlZoneId string = resourceId('Microsoft.Network/privateDnsZones', sqlZone)
output sitesZoneId string = resourceId('Microsoft.Network/privateDnsZones', sitesZone)
