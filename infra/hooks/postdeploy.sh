#!/bin/sh
# After azd has deployed the back-end: its host takes the key that the web tier shows, the vault's.
# Not before: without a package a Flex Consumption app has no host that could keep a key.
set -eu
umask 077
body=$(mktemp)
trap 'rm -f "$body"' EXIT
az keyvault secret show --vault-name "$AZURE_KEY_VAULT_NAME" --name function-key \
    --query "{properties: {name: 'web', value: value}}" --output json >"$body"
tries=20
until az rest --method put --body "@$body" --output none \
    --url "$XPORTER_FUNCTIONS_ID/host/default/functionKeys/web?api-version=2024-11-01"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "The back-end has not taken its key." >&2; exit 1; }
    sleep "${PAUSE:-15}"
done
