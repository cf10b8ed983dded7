#!/bin/sh
# After azd has made the resources: the token keys and the function key into the vault, unless they
# are there, and the database as the SQL files say, where the back-end's identity may execute
# procedures and no more. The environment is azd's: the outputs of infra/main.bicep.
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
until names=$(az keyvault secret list --vault-name "$AZURE_KEY_VAULT_NAME" \
    --query "[].name" --output tsv); do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "The secrets of $AZURE_KEY_VAULT_NAME cannot be read." >&2; exit 1; }
    sleep "${PAUSE:-15}"
done
has() { printf '%s\n' "$names" | grep -qx "$1"; }
put() {
    az keyvault secret set --vault-name "$AZURE_KEY_VAULT_NAME" --name "$1" --file "$made/$1" \
        --encoding utf-8 --content-type "$2" --output none
}
umask 077
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
if ! has token-keys; then
    xporter keys create "$made/token-keys"
    put token-keys application/json
fi
if ! has function-key; then
    "$python" -c 'import secrets; print(secrets.token_urlsafe(40), end="")' >"$made/function-key"
    put function-key text/plain
fi

# The sites looked for them before they were there, and would look again only the next day.
has_read() {
    left=$(az rest --method post \
        --url "$1/config/configreferences/appsettings/refresh?api-version=2022-03-01" \
        --query "length(value[?properties.status != 'Resolved'])" --output tsv) && [ "$left" = 0 ]
}
for site in $XPORTER_SITES; do
    tries=8
    until has_read "$site"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] ||
            { echo "$site has not read its secrets: see docs/azure.md, Keys." >&2; break; }
        sleep "${PAUSE:-15}"
    done
done

# Whoever is signed in is the server's administrator; the token is good for about an hour.
token=$(az account get-access-token --resource https://database.windows.net/ \
    --query accessToken --output tsv)
driver='DRIVER={ODBC Driver 18 for SQL Server}'
server="SERVER=tcp:$SQL_SERVER,1433;DATABASE=$SQL_DATABASE;Encrypt=yes;TrustServerCertificate=no"
export ADMIN_SQL_CONNECTION_STRING="$driver;$server;AccessToken=$token"
xporter database apply --grant-to "$XPORTER_FUNCTIONS_IDENTITY"
