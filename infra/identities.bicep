// Who the two tiers are to Azure. Neither has a password; each is granted what it needs, and no more.
param location string
param tags object
param token string

resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-functions-${token}'
  location: location
  tags: tags
}

resource web 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-web-${token}'
  location: location
  tags: tags
}

output functionsId string = functions.id
output functionsName string = functions.name
output functionsClientId string = functions.properties.clientId
output functionsPrincipalId string = functions.properties.principalId
output webId string = web.id
output webClientId string = web.properties.clientId
output webPrincipalId string = web.properties.principalId
