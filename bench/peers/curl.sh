#!/usr/bin/env bash
# What a user would write with curl and jq: curl.sh POLICIES.json
# Token, account and base address come from the environment. Prints who is blocked, and at last the counts.
set -euo pipefail

tests="$CLOUDFLARE_BASE_URL/accounts/$CLOUDFLARE_ACCOUNT_ID/access/policy-tests"
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

call() {
  curl --silent --show-error --fail --header "Authorization: Bearer $CLOUDFLARE_API_TOKEN" "$@"
}

id=$(jq '{ policies: . }' "$1" |
  call --header 'Content-Type: application/json' --data-binary @- "$tests" | jq -r .result.id)

while status=$(call "$tests/$id" | jq -r .result.status); [ "$status" = processing ]; do sleep 5; done
[ "$status" = complete ] || { echo "The policy test ended $status." >&2; exit 1; }

for ((page = 1; ; page += 1)); do
  call "$tests/$id/users?page=$page&per_page=100" | jq -r '.result[] | [.status, .email] | @tsv' > "$folder/page"
  cat "$folder/page" >> "$folder/users"
  [ "$(wc -l < "$folder/page")" -eq 100 ] || break
done

awk -F '\t' '
  { count[$1] += 1 }
  $1 == "blocked" { print $2 }
  END { printf "{\"approved\":%d,\"blocked\":%d,\"error\":%d}\n", count["approved"], count["blocked"], count["error"] }
' "$folder/users"
