#!/bin/sh
# After azd has made the resources: the token keys into the vault, unless they are there, and the
# database as the SQL files say, where the back-end's identity may execute procedures and no more.
# The environment is azd's: the outputs of infra/main.bicep.
set -eu
cd "$(dirname "$0")/../.."
environment=.local/azure-venv
python=${PYTHON:-python3}
export PYTHONPATH="$PWD"
xporter() { "$environment/bin/python" -m admin "$@"; }

mkdir -p .local
[ -x "$environment/bin/python" ] || "$python" -m venv "$environment"
"$environment/bin/python" -m pip install -q --disable-pip-version-check \
    -r requirements.txt -r admin/requirements.txt

# A new role takes minutes to be known. Not being allowed to look must never pass for "there are no
# keys": new ones would make every relying party's secret useless.
tries=20
until found=$(az keyvault secret list --vault-name "$AZURE_KEY_VAULT_NAME" \
    --query "[?name=='token-keys'].id" --output tsv); do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "The secrets of $AZURE_KEY_VAULT_NAME cannot be read." >&2; exit 1; }
    sleep "${PAUSE:-15}"
done
if [ -z "$found" ]; then
    keys=$(mktemp -d)
    trap 'rm -rf "$keys"' EXIT
    xporter keys create "$keys/token-keys.json"
    az keyvault secret set --vault-name "$AZURE_KEY_VAULT_NAME" --name token-keys \
        --file "$keys/token-keys.json" --encoding utf-8 --content-type application/json \
        --output none
fi

# Whoever is signed in is the server's administrator; the token is good for about an hour.
token=$(az account get-access-token --resource https://database.windows.net/ \
    --query accessToken --output tsv)
driver='DRIVER={ODBC Driver 18 for SQL Server}'
server="SERVER=tcp:$SQL_SERVER,1433;DATABASE=$SQL_DATABASE;Encrypt=yes;TrustServerCertificate=no"
export ADMIN_SQL_CONNECTION_STRING="$driver;$server;AccessToken=$token"
xporter database apply --grant-to "$XPORTER_FUNCTIONS_IDENTITY"
