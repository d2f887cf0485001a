#!/usr/bin/env bash
# One person's way through the house by REST, from the first call to the issued travel paper: scenario SC-01.
#
#   python3 manage.py demo            # in one terminal
#   docs/walk.sh                      # in another; or: docs/walk.sh http://127.0.0.1:8000 var/demo.json
#
# People work with their session (curl's cookie jar and the CSRF token), as the pages do; a program reads with a token and
# keeps a copy from the feed. Needs bash, curl and python3. Everything in it is invented. Stops at the first answer that is
# not the expected one, and says which.
set -euo pipefail
cd "$(dirname "$0")/.."
demo=${2:-var/demo.json}
jars=$(mktemp -d)
trap 'rm -rf "$jars"' EXIT
scenario=config/demo/scenarios/sc-01.json

# --- small tools -----------------------------------------------------------------------------------------------------

say() { if [[ -t 1 ]]; then printf '\n\033[1m%s\033[0m\n' "$*"; else printf '\n%s\n' "$*"; fi; }

# same WHAT IS SHOULD: stops where two values differ
same() { [[ $2 == "$3" ]] || { echo "$1 is $2 and should be $3." >&2; exit 1; }; }

# get KEY...: a value out of the JSON on standard input; numbers are places in a list
get() { python3 -c '
import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1:]:
    value = value[int(key)] if key.lstrip("-").isdigit() else value[key]
print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))' "$@"; }

# json KEY=VALUE...: an object of texts; KEY:=VALUE takes the value as JSON
json() { python3 -c '
import json, sys
out = {}
for pair in sys.argv[1:]:
    name, _, value = pair.partition("=")
    out[name.removesuffix(":")] = json.loads(value) if name.endswith(":") else value
print(json.dumps(out))' "$@"; }

day() { python3 -c 'import datetime, sys; print(datetime.date.today() + datetime.timedelta(days=int(sys.argv[1])))' "$1"; }

account() { python3 -c '
import json, sys
rows = json.load(open(sys.argv[1]))["accounts"]
print(next(row for row in rows if row["username"].split(".")[0] == sys.argv[2])[sys.argv[3]])' "$demo" "$1" "$2"; }

url=${1:-$(get url < "$demo")}
api=$url/api/v1

# curl, quietly; the status is the last line, everything before it the body
call() { curl --silent --show-error --noproxy '*' --write-out '\n%{http_code}' "$@"; }

# expect CODE WORDS: takes the answer of `call` from standard input, prints the body when the status fits
expect() {
  local answer code
  answer=$(cat); code=${answer##*$'\n'}
  if [[ ! $code =~ ^($1)$ ]]; then
    echo "Expected $1 for: $2. The answer was $code: ${answer%$'\n'*}" >&2
    exit 1
  fi
  printf '%s' "${answer%$'\n'*}"
}

# --- people: a session each, in a cookie jar ---------------------------------------------------------------------------

crumb() { awk '$6 == "__Host-csrf" {print $7}' "$jars/$1"; }

sign_in() {
  call --cookie-jar "$jars/$1" "$url/sign-in/" | expect 200 "the sign-in page" > /dev/null
  call --cookie "$jars/$1" --cookie-jar "$jars/$1" --data-urlencode "login=$(account "$1" username)" \
    --data-urlencode "password=$(account "$1" password)" --data-urlencode "csrfmiddlewaretoken=$(crumb "$1")" \
    "$url/sign-in/" | expect 302 "$1 signs in" > /dev/null
}

# as NAME METHOD PATH [BODY] [HEADER...]: one request of a signed-in person; prints the answer
as() {
  local name=$1 method=$2 path=$3 body=${4:-} headers=()
  shift $(($# > 3 ? 4 : 3))
  for header in "$@"; do headers+=(--header "$header"); done
  [[ -n $body ]] && headers+=(--header 'Content-Type: application/json' --data "$body")
  call --cookie "$jars/$name" --cookie-jar "$jars/$name" --request "$method" --header 'Accept: application/json' \
    --header "X-CSRFToken: $(crumb "$name")" "${headers[@]}" "$api/$path" | expect '20[014]' "$name: $method $path"
}

# adds NAME PATH BODY: a new row, once
adds() { as "$1" POST "$2" "$3" "Idempotency-Key: $(python3 -c 'import uuid; print(uuid.uuid4())')"; }

# changes NAME PATH BODY: changes the version that stands now
changes() {
  local version
  version=$(as "$1" GET "$2" | get version)
  as "$1" PATCH "$2" "$3" "If-Match: \"$version\""
}

# step NAME PATH [KEY=VALUE...]: one step of a workflow
step() { local name=$1 path=$2; shift 2; as "$name" POST "$path" "$(json "$@")"; }

# --- the program: a token for ten minutes, and a copy from the feed ------------------------------------------------------

new_token() {
  call --user "$(get clients 0 client_id < "$demo"):$(get clients 0 client_secret < "$demo")" \
    --data grant_type=client_credentials "$api/token/" | expect 200 "a token" | get access_token
}

program() { call --header "Authorization: Bearer $token" "$api/$1" | expect "${2:-200}" "the program: $1"; }

# catch_up: reads the feed from $cursor until nothing is left; prints what came, leaves the new cursor in a file
catch_up() {
  local page after
  while true; do
    page=$(program "changes/?limit=200&cursor=$(cat "$jars/cursor")")
    after=$(get cursor <<< "$page")
    [[ $(get results <<< "$page") == "[]" ]] && break
    python3 -c '
import json, sys
for change in json.load(sys.stdin)["results"]:
    record = change.get("record", {})
    print(" ", change["op"], change["type"], record.get("reference") or record.get("name") or change["id"], record.get("status", ""))' <<< "$page"
    printf '%s' "$after" > "$jars/cursor"
  done
}

# --- the way -----------------------------------------------------------------------------------------------------------

say "A program copies what it may see, and waits."
token=$(new_token)
printf '' > "$jars/cursor"
catch_up | tail -n 3

say "Amina signs in and asks the rule, without storing anything."
sign_in amina
rule=$(as amina POST screenings/evaluate/ "$(cat "$scenario")")
same "The outcome" "$(get outcome <<< "$rule")" "$(get expected outcome < "$scenario")"
echo "  outcome: $(get outcome <<< "$rule"), $(get counts <<< "$rule")"

say "She opens a case with what the man told her."
team=$(as amina GET 'cases/?limit=1' | get results 0 team)
case=$(adds amina cases/ "$(json team="$team" language=hin label="Client SC-01" interpreter_needed:=true stage=out \
  referrer=ngo safety_checked_on="$(day 0)" told="$(get story < "$scenario")" \
  new_person:='{"name": "अर्जुन नायर", "romanised": "Arjun Nair", "name_language": "hin", "gender": "male"}')")
number=$(get reference <<< "$case")
person=$(get person <<< "$case")
changes amina "people/$person/" "$(json nationalities:='["IN"]' birth_date=2002-05-14 age_basis=told)" > /dev/null
adds amina "people/$person/languages/" "$(json language=hin level=first)" > /dev/null
adds amina "people/$person/papers/" "$(json kind=passport country=IN where=taken)" > /dev/null
echo "  $number"

# agrees TYPE [KEY=VALUE...]: explained in Hindi, and the person says yes
agrees() {
  local kind=$1 told
  shift
  told=$(adds amina consents/ "$(json case="$number" type="$kind" language=hin interpreter="R. Das (invented)" ${to:+recipient="$to"})")
  step amina "consents/$(get id <<< "$told")/answer/" status=given giver=individual capacity=can how=witnessed \
    witness="R. Das (invented)" "$@" > /dev/null
}

say "Explained in his language: keeping the data, the interview. He agrees to both; the work on the case begins."
agrees case_data
agrees interview
step amina "cases/$number/start/" | get status

say "The program hears of the case and reads it with its token; how to reach him is not in it."
catch_up
program "cases/$number/" | get status
program "cases/$number/" | python3 -c 'import json, sys; assert "reporter" not in json.load(sys.stdin)'

say "The interview, in a private room. Each answer is stored by itself."
talk=$(adds amina interviews/ "$(json case="$number" set_code=intake_interview language=hin setting=room \
  place="Room 2, door closed" present="He, Amina, the interpreter" interpreter="R. Das (invented)" \
  private_place:=true nobody_listening:=true needs_met:=true)" | get id)
step amina "interviews/$talk/start/" | get status
adds amina "interviews/$talk/answers/" "$(json question=int_name value="Arjun Nair")" | get state
adds amina "interviews/$talk/answers/" "$(json question=int_hours value:=15)" | get state
step amina "interviews/$talk/end/" | get status

say "The screening: indicators with their source, the facts, and what the rule says of them."
screening=$(adds amina screenings/ "$(json case="$number")" | get id)
step amina "screenings/$screening/start/" setting=yes | get status
changes amina "screenings/$screening/" "$(python3 -c '
import json, sys
told = json.load(open(sys.argv[1]))
seen = ("C-HUB-", "C-PRS-")
source = lambda code: "observation" if code.startswith(seen) else "testimony"
print(json.dumps({
    "answers": {code: {"state": "present", "source": source(code)} for code in told["indicators_present"]},
    **{f"{part}_complete": done for part, done in told["sections_complete"].items()},
    **{name: told["person"][name] for name in ("age_at_screening", "age_at_recruitment")},
    "vulnerability_flags": told["vulnerability_flags"],
    "return_risk_factors": told["return_risk_factors"],
}))' "$scenario")" > /dev/null
sent=$(step amina "screenings/$screening/submit/")
same "The outcome" "$(get outcome <<< "$sent")" "$(get expected outcome < "$scenario")"
same "The reasonable grounds" "$(get reasonable_grounds <<< "$sent")" "$(get expected reasonable_grounds < "$scenario")"
echo "  $(get status <<< "$sent"): $(get outcome <<< "$sent"), reasonable grounds: $(get reasonable_grounds <<< "$sent")"

say "Sam, who did not screen, confirms. Amina goes on with the help."
sign_in sam
step sam "screenings/$screening/confirm/" | get status
step amina "cases/$number/assist/" reason="A bed and a doctor today." | get status

say "He is told that he may talk to his embassy, and that no is an answer. He wants to."
referral=$(adds amina consular-referrals/ "$(json case="$number" nationality=IN told_on="$(day 0)" told_language=hin)" | get number)
mission=$(as amina GET "consular-referrals/$referral/missions/" | get results 0 id)
to=$mission agrees share_embassy items:='["name", "birth_date", "needs_paper"]' expires_on="$(day 60)"
step amina "consular-referrals/$referral/begin/" | get status

say "Three things are ticked, within what he agreed to; Sam approves; it is sent."
changes amina "consular-referrals/$referral/" "$(json mission="$mission" purpose=papers items:='["name", "birth_date", "needs_paper"]')" > /dev/null
step amina "consular-referrals/$referral/request/" | get status
step sam "consular-referrals/$referral/approve/" | get status
step amina "consular-referrals/$referral/send/" | get status

say "The mission sees number, day and purpose; once it has acknowledged, what was ticked, and nothing else."
sign_in ravi
as ravi GET "consular-referrals/$referral/"; echo
step ravi "consular-referrals/$referral/acknowledge/" | get shared
call --cookie "$jars/ravi" "$api/cases/$number/" | expect 404 "the mission does not reach the case" > /dev/null

say "It checks, confirms, and issues a travel paper."
step ravi "consular-referrals/$referral/check/" | get status
step ravi "consular-referrals/$referral/confirm/" answer="In our register." | get status
step ravi "consular-referrals/$referral/request_document/" document_due_on="$(day 7)" | get status
step ravi "consular-referrals/$referral/issue_document/" document_type=emergency_travel_document \
  document_number=N0000417 document_expires_on="$(day 90)" | get status
same "The referral" "$(as amina GET "consular-referrals/$referral/" | get status)" document_issued

say "The program catches up. A session opens nothing for it, and the feed nothing for a person."
catch_up
call --cookie "$jars/amina" "$api/changes/" | expect 401 "the feed wants a token" > /dev/null
call "$api/changes/" | expect 401 "the feed wants a token" > /dev/null

say "Done: $number, $referral."
