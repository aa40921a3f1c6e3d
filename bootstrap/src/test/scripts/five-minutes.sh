#!/bin/sh
# The first five minutes with a Neuron, by nothing but its jar: set up, open the door, let a patient in, look, stop.
# Each management command is given twice, to a Neuron that runs and to one that is stopped, and must do the same.
#
#   five-minutes.sh JAVA NEURON_JAR [AOT_CACHE]      in an empty folder; JAVA is that of a JDK 25 or newer
#
# Tells what it does, and ends with status 1 at the first thing that is not as it should be.
set -u

java=$1
jar=$2
practice=1234567893
ada=1245319599
bob=1000000004
# Each command is a short-lived process: without the second compiler it is over sooner.
options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC${3:+ -XX:AOTCache=$3}"
said=$(mktemp -d)
trap 'rm -rf "$said"; [ -z "${served:-}" ] || kill "$served" 2>/dev/null' EXIT

fail() {
    echo "FAILED: $*" >&2
    echo "--- standard output" >&2
    cat "$said/out" >&2
    echo "--- standard error" >&2
    cat "$said/err" >&2
    exit 1
}

# expect STATUS ARGUMENT...: runs the command, which must end with that exit status.
expect() {
    wanted=$1
    shift
    echo "\$ neuron $*"
    # shellcheck disable=SC2086
    "$java" $options -jar "$jar" "$@" >"$said/out" 2>"$said/err" </dev/null
    got=$?
    [ "$got" -eq "$wanted" ] || fail "exit status $got, not $wanted"
    [ "$wanted" -eq 0 ] || [ -s "$said/err" ] || fail "it failed without a word"
    if grep -q "$(printf '\033')" "$said/out" "$said/err"; then fail "escape codes in a file"; fi
}

# says TEXT: what the last command printed has this in it.
says() {
    grep -qF -- "$1" "$said/out" || fail "it did not print: $1"
}

says_not() {
    if grep -qF -- "$1" "$said/out"; then fail "it printed: $1"; fi
}

# complains TEXT: the last command said this on standard error.
complains() {
    grep -qF -- "$1" "$said/err" || fail "it did not complain: $1"
}

# lines NUMBER: so many lines were printed.
lines() {
    [ "$(wc -l <"$said/out")" -eq "$1" ] || fail "not $1 lines"
}

# keep FILE: keeps what the last command printed, to compare it with.
keep() {
    cp "$said/out" "$said/$1"
}

# prints FILE: the last command printed the same as was kept.
prints() {
    cmp -s "$said/out" "$said/$1" || fail "it printed something else than when the Neuron ran"
}

# Starts the Neuron and waits until it is ready; sets door to the address for patients' agents.
open_door() {
    echo "\$ neuron start &"
    # shellcheck disable=SC2086
    "$java" $options -jar "$jar" start >"$said/start" 2>&1 </dev/null &
    served=$!
    waited=0
    until grep -q '^Ready' "$said/start"; do
        if ! kill -0 "$served" 2>/dev/null || [ "$waited" -ge 600 ]; then
            cat "$said/start" >&2
            fail "the Neuron did not start"
        fi
        waited=$((waited + 1))
        sleep 0.1
    done
    door=$(sed -n 's/.* \(ws:[^ ]*\).*/\1/p' "$said/start")
}

# Stops it, and sees that it ended well.
close_door() {
    expect 0 stop
    says "stopped"
    wait "$served"
    ended=$?
    served=
    [ "$ended" -eq 0 ] || fail "the Neuron ended with status $ended"
    [ ! -e data/neuron.sock ] || fail "the control socket is still there"
}

echo "# Before anything is set up"
expect 78 start
complains "no configuration"
[ -z "$(ls -A)" ] || fail "something was written"
expect 2 init --npi 1234567890
complains "NPI"
[ -z "$(ls -A)" ] || fail "something was written"

echo "# Set up"
expect 0 init --npi $practice --name "Riverside Family Practice" --port 0
says "neuron start"
[ -f neuron.yaml ] || fail "there is no configuration"
[ "$(ls -l data/neuron.key | cut -c 1-10)" = "-rw-------" ] || fail "others may read the key"
cp neuron.yaml "$said/written"
expect 1 init --npi $practice --name "Somebody Else"
cmp -s neuron.yaml "$said/written" || fail "the configuration was overwritten"

echo "# Stopped, with nothing in it"
expect 0 provider list
says "No provider"
expect 0 provider list --json
says "[]"
expect 0 relationship list
says "There are no relationships yet"
expect 0 api-key list --json
says "[]"
expect 69 status
complains "neuron start"
expect 69 stop
[ ! -e data/neuron.db.mv.db ] || fail "looking made a database"

echo "# The door opens"
open_door
expect 75 start
complains "neuron stop"
expect 0 status
says "Riverside Family Practice (NPI $practice)"
expect 0 status --json
says '"status":"running"'
expect 0 doctor

echo "# A provider, and a patient"
expect 2 provider add 1245319590 --name "Dr. Ada Example" --type physician
complains "check digit"
expect 0 provider add $ada --name "Dr. Ada Example" --type physician --specialty pediatrics \
    --endpoint wss://ada.example/agent
expect 1 provider add $ada --name "Dr. Ada Example" --type physician
complains "registered already"
expect 0 handshake "$door" --provider $ada
says "new"
expect 0 handshake "$door" --provider $ada --trace
says "existing"
complains "handshake.challenge"
expect 1 handshake "$door" --provider $bob
complains "PROVIDER_NOT_FOUND"
[ "$(ls -l patient-agent.key | cut -c 1-10)" = "-rw-------" ] || fail "others may read the patient's key"

echo "# Looking"
expect 0 provider list
says "Dr. Ada Example"
keep providers
expect 0 provider list --json
keep providers.json
expect 0 relationship list
lines 2
keep relationships
expect 0 relationship list --json
keep relationships.json
relationship=$(sed -n 's/.*"relationship_id":"\([^"]*\)".*/\1/p' "$said/out")
patient=$(sed -n 's/.*"patient_agent_id":"\([^"]*\)".*/\1/p' "$said/out")
expect 0 relationship show "$relationship"
says "$patient"
keep relationship
expect 1 relationship show 00000000-0000-4000-8000-000000000000
complains "there is no relationship"
expect 0 relationship list --status terminated
says "There are no such relationships"
expect 0 api-key create --name "front desk" --scope read,provider --npi $ada --expires 90d
says "nrn_"
expect 0 api-key create --name "monitor" --quiet
lines 1
key=$(cat "$said/out")
expect 0 api-key list
says "front desk"
says_not "$key"
keep keys
monitor=$(sed -n 's/^\([^ ]*\)  monitor .*/\1/p' "$said/out")

echo "# Closed, the same is seen"
close_door
expect 0 provider list
prints providers
expect 0 provider list --json
prints providers.json
expect 0 relationship list
prints relationships
expect 0 relationship list --json
prints relationships.json
expect 0 relationship show "$relationship"
prints relationship
expect 0 api-key list
prints keys
expect 69 handshake "$door" --provider $ada
expect 0 doctor

echo "# Closed, the same can be done"
expect 2 provider remove $ada
complains "--yes"
expect 0 provider add $bob --name "Dr. Bob Example" --type physician,surgeon
expect 0 provider remove $bob --yes
expect 1 provider remove $bob --yes
complains "no provider"
expect 0 api-key revoke "$monitor" --yes
expect 1 api-key revoke "$monitor" --yes
expect 0 patient release "$patient" --yes
expect 1 patient release "$patient" --yes
complains "nothing to release"

echo "# Open again: the patient whose id was released comes with another key"
open_door
expect 0 handshake "$door" --provider $ada --agent-id "$patient" --key new.key
says "existing"
says "$relationship"
expect 1 handshake "$door" --provider $ada --agent-id "$patient" --key patient-agent.key
complains "CONSENT_FAILED"
expect 0 patient release "$patient" --yes
expect 0 provider remove $ada --yes
says "removed"
expect 1 handshake "$door" --provider $ada
complains "PROVIDER_NOT_FOUND"
expect 0 provider list
says "No provider"
close_door

echo "# A configuration with five faults"
cat >broken.yaml <<'YAML'
organization: {npi: "1234567890", name: " ", type: zoo}
server: {port: 70000}
websocket: {authTimeoutMs: 10}
YAML
expect 78 start --config broken.yaml
[ "$(wc -l <"$said/err")" -eq 5 ] || fail "not one line a fault"
complains "/server/port: must be 1 to 65535, is 70000"

if grep -qF "$key" data/audit.jsonl; then fail "an API key is in the audit log"; fi
echo "All as it should be."
