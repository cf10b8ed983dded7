#!/bin/sh
# Before azd makes the resources: who becomes the administrator of the SQL server, by name.
set -eu
if [ -n "${AZURE_PRINCIPAL_NAME:-}" ]; then exit 0; fi
name=$(az account show --query user.name --output tsv)
azd env set AZURE_PRINCIPAL_NAME "$name"
