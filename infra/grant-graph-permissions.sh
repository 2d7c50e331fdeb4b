#!/usr/bin/env bash
# Grants the bot's identity the permissions for the sync with Entra and for owners of teams. Bicep can't, since they belong to the
# tenant, not to the subscription. Run it as a Privileged Role Administrator or Global Administrator, signed in with `az login`.
#   bash infra/grant-graph-permissions.sh "$(azd env get-value IDENTITY_PRINCIPAL_ID)"
# With a registration of its own (SINGLE_TENANT_APP_ID), use the object id of that app's service principal, in its tenant.
set -euo pipefail

principal=${1:?Say whose permissions: the object id of the identity or service principal.}
# Microsoft Graph has this app id in every tenant.
graph=00000003-0000-0000-c000-000000000000
# Of the cloud that `az` is signed in to.
address=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)
resource=$(az ad sp show --id "$graph" --query id --output tsv)
granted=$(az rest --method GET --query "value[?resourceId=='$resource'].appRoleId" --output tsv \
  --url "${address%/}/v1.0/servicePrincipals/$principal/appRoleAssignments")

for permission in User.Read.All GroupMember.Read.All; do
  role=$(az ad sp show --id "$graph" --output tsv \
    --query "appRoles[?value=='$permission' && contains(allowedMemberTypes, 'Application')].id")
  if grep -qx "$role" <<<"$granted"; then
    echo "$permission was granted already."
    continue
  fi
  az rest --method POST --output none --headers "Content-Type=application/json" \
    --url "${address%/}/v1.0/servicePrincipals/$principal/appRoleAssignments" \
    --body "{\"principalId\": \"$principal\", \"resourceId\": \"$resource\", \"appRoleId\": \"$role\"}"
  echo "$permission is granted."
done
