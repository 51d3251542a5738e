#!/usr/bin/env bash
# A clinic's first months over HTTP: it opens, takes on two therapists, and six people come with lower back pain. One
# needs a physician's clearance first, one stops coming, one is still in treatment. At the end the manager asks how
# many sessions a person needs. Needs only bash, curl and sed, and a running product.
#
#   LUMBAR_URL           where the product answers (default http://127.0.0.1:8080)
#   LUMBAR_ADMIN_SECRET  the secret of admin-cli; else it is read from LUMBAR_HOME (default ~/.lumbar)/admin-secret
set -euo pipefail

url=${LUMBAR_URL:-http://127.0.0.1:8080}
secret=${LUMBAR_ADMIN_SECRET:-$(cat "${LUMBAR_HOME:-$HOME/.lumbar}/admin-secret")}

id_in() { sed -E 's/.*"id" ?: ?"([0-9a-f-]{36})".*/\1/'; }
moment() { # days ago (negative: ahead), hour -> an instant with offset
    local shift
    shift=$(printf '%+d' $((-$1)))
    if date --version >/dev/null 2>&1; then date -u -d "$shift days" "+%Y-%m-%dT$2:00:00Z"; else date -u -v "${shift}d" "+%Y-%m-%dT$2:00:00Z"; fi
}
day() { moment "$1" 00 | cut -c1-10; }

token=$(curl -fsS -u "admin-cli:$secret" -d grant_type=client_credentials "$url/oauth2/token" |
    sed -E 's/.*"access_token" ?: ?"([^"]+)".*/\1/')

post() { # path, body -> the answer; stops with the problem when it is refused
    local answer
    answer=$(curl -sS --fail-with-body -X POST "$url/api/v1$1" -H "Authorization: Bearer $token" \
        -H 'Content-Type: application/json' -H "Idempotency-Key: $RANDOM-$RANDOM-$RANDOM" -D "$headers" -d "$2") ||
        { echo "POST $1 was refused: $answer" >&2; exit 1; }
    echo "$answer"
}
get() {
    curl -sS --fail-with-body "$url/api/v1$1" -H "Authorization: Bearer $token" \
        ${position:+-H "Lumbar-After: $position"}
}
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT

echo "1. The clinic opens and takes on two therapists."
clinic=$(post /clinics '{"name":"Grachten Back Clinic","timeZone":"Europe/Amsterdam","lapseAfterDays":90,
    "openingHours":[{"day":"MONDAY","from":"08:00","to":"18:00"},{"day":"THURSDAY","from":"08:00","to":"20:00"}]}' | id_in)
therapist() { # given, family, licence number, styles
    local qualifications="" style
    for style in $4; do qualifications+="{\"style\":\"$style\",\"certifiedOn\":\"2018-05-01\"},"; done
    post /therapists "{\"name\":{\"given\":\"$1\",\"family\":\"$2\"},\"licenceNumber\":\"$3-$RANDOM$RANDOM\",
        \"practisingSince\":\"2016-09-01\",\"clinics\":[\"$clinic\"],\"qualifications\":[${qualifications%,}],
        \"caseloadLimit\":25}" | id_in
}
anna=$(therapist Anna Visser NL-4711 "SWEDISH DEEP_TISSUE TRIGGER_POINT")
ben=$(therapist Ben Okafor NL-0815 "SWEDISH SHIATSU SPORTS")
echo "   clinic $clinic, therapists $anna and $ben"

# One person's care. The pain at each session is the whole of the last week's (NPRS, 0 to 10), taken on arrival.
care() { # given, family, birth date, sex, cause, style, signs, therapist, weeks ago, pain at intake and sessions, end
    local given=$1 family=$2 born=$3 sex=$4 cause=$5 style=$6 signs=$7 therapist=$8 weeks=$9 pain=(${10}) end=${11}
    local client episode i days=$((weeks * 7))
    client=$(post /clients "{\"clinicId\":\"$clinic\",\"name\":{\"given\":\"$given\",\"family\":\"$family\"},
        \"dateOfBirth\":\"$born\",\"sex\":\"$sex\",\"override\":{\"reason\":\"another run of the example\"},\"consents\":[{\"purpose\":\"TREATMENT\",\"textVersion\":\"2026-1\",
        \"givenAt\":\"$(moment "$days" 08)\"}]}" | id_in)
    episode=$(post /episodes "{\"clientId\":\"$client\",\"clinicId\":\"$clinic\",\"openedAt\":\"$(moment "$days" 09)\",
        \"complaint\":{\"onsetOn\":\"$(day $((days + 50)))\",\"sites\":[\"LUMBAR\",\"BUTTOCK\"],\"causes\":[\"$cause\"],
        \"muscles\":[\"QUADRATUS_LUMBORUM\"],\"limitedActivities\":[\"SITTING_AT_COMPUTER\",\"carrying my daughter\"]},
        \"screening\":{\"catalogueVersion\":1,\"positive\":[$signs]},\"doctorConsulted\":true,
        \"preference\":{\"style\":\"$style\",\"pressure\":3},
        \"baseline\":[{\"instrument\":\"NPRS\",\"score\":${pain[0]}},
                      {\"instrument\":\"ODI\",\"answers\":{\"sections\":[2,1,3,2,1,2,1,null,2,2]}}]}" | id_in)
    [ -z "$signs" ] || post "/episodes/$episode/clearances" "{\"clinician\":\"Dr M. de Wit\",
        \"clearedAt\":\"$(moment "$days" 15)\",\"outcome\":\"CLEARED\"}" >/dev/null
    post "/episodes/$episode/assignments" "{\"therapistId\":\"$therapist\",\"at\":\"$(moment "$days" 16)\"}" >/dev/null
    for ((i = 1; i < ${#pain[@]}; i++)); do
        post "/episodes/$episode/sessions/held" "{\"startedAt\":\"$(moment $((days - 7 * i + 4)) "$hour")\",\"minutes\":50,
            \"style\":\"$style\",\"kind\":\"STRUCTURAL\",\"areas\":[\"LUMBAR\",\"BUTTOCK\"],\"pressure\":3,
            \"painBefore\":${pain[i]},\"painAfter\":$((pain[i] > 0 ? pain[i] - 1 : 0)),
            \"measurements\":[{\"instrument\":\"NPRS\",\"score\":${pain[i]}}]}" >/dev/null
    done
    if [ -n "$end" ]; then
        post "/episodes/$episode/discharge" "{\"reason\":\"$end\",
            \"at\":\"$(moment $((days - 7 * ${#pain[@]} + 10)) 18)\"}" >/dev/null
    fi
    position=$(sed -nE 's/^[Ll]umbar-[Pp]osition: *([^[:space:]]+).*/\1/p' "$headers")
    echo "   $given $family: $((${#pain[@]} - 1)) sessions, ${end:-still in treatment} (episode $episode)"
    last_episode=$episode
}

echo "2. Six people come for care."
hour=09; care Mila Jansen 1988-03-14 FEMALE POOR_POSTURE SWEDISH "" "$anna" 30 "7 6 5 3 2" GOALS_MET
first_episode=$last_episode
hour=10; care Daan Bakker 1961-11-02 MALE IMPROPER_LIFTING DEEP_TISSUE '"RF-MAL-3"' "$anna" 28 "8 8 7 6 6 5 4" GOALS_MET
hour=11; care Fatima Haddad 1979-07-21 FEMALE STRESS SHIATSU "" "$ben" 26 "6 5 4" GOALS_MET
hour=12; care Tom Groen 1995-01-30 MALE WEAK_BACK_MUSCLES SPORTS "" "$ben" 24 "5 5 5" CLIENT_CHOICE
hour=13; care Ingrid Smit 1972-09-09 FEMALE POOR_POSTURE TRIGGER_POINT "" "$anna" 22 "7 7 6 6 5 5 4 3 3" GOALS_MET
hour=14; care Ruben Vos 1984-05-17 MALE INJURY SWEDISH "" "$ben" 6 "6 5 5 4 4" ""

echo "3. Ruben's next session is planned; the file of the first episode tells its story."
post "/episodes/$last_episode/sessions" "{\"start\":\"$(moment -5 14)\",\"minutes\":50,\"style\":\"SWEDISH\",\"kind\":\"STRUCTURAL\"}" >/dev/null
timeline=$(get "/episodes/$first_episode/timeline")
line=$'\n'
echo "${timeline//\"version\"/$line}" | sed -nE 's/^:[0-9]+,"at":"([0-9-]+)T.*"words":"(([^"\]|\\.)*)".*/   \1  \2/p'

echo "4. Six weeks after discharge the first person is asked how she fares."
follow_up=$(get "/episodes/$first_episode" | sed -E 's/.*"followUps" ?: ?\[\{"id" ?: ?"([0-9a-f-]{36})".*/\1/')
post "/episodes/$first_episode/follow-ups/$follow_up/outcome" "{\"takenAt\":\"$(moment 141 10)\",\"pgic\":2,
    \"furtherCare\":\"NONE\",\"measurements\":[{\"instrument\":\"NPRS\",\"score\":2}]}" >/dev/null
echo "   Much improved, no further care, pain 2 of 10."

echo "5. How many sessions does a person need?"
report=$(get "/reports/sessions-per-person?clinic=$clinic")
echo "$report" | sed -nE 's/.*"key":\{\},"people":([0-9]+),[^{]*"sessions":([0-9]+),[^{]*"perPerson":\{"all":\{"n":[0-9]+,"mean":([0-9]+\.[0-9])[0-9]*,"median":([0-9.]+),[^}]*"max":([0-9]+)\}.*/   \1 people had \2 sessions: \3 each on average, median \4, nobody more than \5./p'
echo "   The whole report, with the definition of each figure:"
echo "$report"
