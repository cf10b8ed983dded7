// The key that the web tier shows to the back-end: the host made it, the vault keeps it.
param vaultName string
param functionsName string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource functions 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionsName
}

resource key 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  // checkov:skip=CKV_AZURE_41:the key has no end; docs/azure.md says how it is replaced
  parent: vault
  name: 'function-key'
  properties: {
    contentType: 'text/plain'
    value: listKeys('${functions.id}/host/default', '2024-04-01').functionKeys.default
  }
}
