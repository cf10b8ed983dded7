#!/bin/sh
# Before azd makes the resources: who becomes the administrator of the SQL server, by name, and the
# provider that runs Flex Consumption in a virtual network.
set -eu
if [ -z "${AZURE_PRINCIPAL_NAME:-}" ]; then
    name=$(az account show --query user.name --output tsv)
    azd env set AZURE_PRINCIPAL_NAME "$name"
fi
# A subnet is delegated to it, which registers nothing by itself.
if [ "${VNET_ENABLED:-false}" = true ]; then
    az provider register --namespace Microsoft.App --wait \
        ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}
fi
