#!/usr/bin/env bash
# Builds a handful of contexts with a real Docker Engine and compares what Docker prints with what plimsoll prints.
# Needs root, dockerd and docker (Debian: apt-get install docker.io); without them it says so and ends with 0.
# Starts an engine of its own, with data of its own, and stops it. DOCKER and DOCKERD name other programs than those found first.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
skip() { echo "skipped: $1"; exit 0; }
first() { local program; for program in "$@"; do [ -x "$program" ] && { echo "$program"; return; }; done; }

DOCKERD=${DOCKERD:-$(first /usr/sbin/dockerd /usr/bin/dockerd)}
DOCKER=${DOCKER:-$(first /usr/bin/docker /usr/local/bin/docker)}
[ -n "$DOCKERD" ] && [ -n "$DOCKER" ] || skip 'there is no Docker Engine (apt-get install docker.io).'
[ "$(id -u)" = 0 ] || skip 'a Docker Engine can be started by root alone.'
[ -e "$here/dist/bundle" ] || skip 'plimsoll is not built (npm run build).'

work=$(mktemp -d)
export DOCKER_HOST=unix://$work/socket DOCKER_CONFIG=$work/config
mkdir "$DOCKER_CONFIG"
# No bridge and no iptables: nothing of the machine changes.
"$DOCKERD" --iptables=false --ip6tables=false --bridge=none --data-root "$work/data" --exec-root "$work/exec" \
  --pidfile "$work/pid" -H "$DOCKER_HOST" >"$work/log" 2>&1 &
engine=$!
stop() {
  kill "$engine" 2>/dev/null && wait "$engine" 2>/dev/null
  grep -o " $work/[^ ]*" /proc/mounts | sort -r | xargs -r umount -l
  rm -rf --one-file-system "$work"
}
trap stop EXIT
for _ in $(seq 60); do
  "$DOCKER" version >/dev/null 2>&1 && break
  kill -0 "$engine" 2>/dev/null || { tail -3 "$work/log"; skip 'the Docker Engine does not start here.'; }
  sleep 0.5
done
echo "engine $("$DOCKER" version --format '{{.Server.Version}}'), client $("$DOCKER" version --format '{{.Client.Version}}')"

# Trees on which engines since 20.10 agree: older ones read rules in another way.
tree() { context=$work/$1; mkdir -p "$context/src/deep" "$context/docs"; cd "$context"; head -c 70000 /dev/zero >src/data
  printf 'x' >src/deep/leaf; printf 'note' >docs/a.md; printf 'FROM scratch\n%s\n' "$2" >Dockerfile; [ -z "$3" ] || printf "$3" >.dockerignore; }

failures=0
same() { if [ "$2" = "$3" ]; then echo "  ok    $1 $2"; else echo "  FAIL  $1 docker: ${2:-nothing}, plimsoll: ${3:-nothing}"; failures=$((failures + 1)); fi; }
figure() { sed -n "s/^ *$1 .*[: ]\([0-9.]*[kMG]*B\)\( .*\)*$/\1/p" "$work/ours"; }
compare() {
  echo "$1"
  node "$here/bin/plimsoll.js" context "$context" --width 200 --color never >"$work/ours"
  DOCKER_BUILDKIT=0 "$DOCKER" build "$context" >"$work/classic" 2>&1 || true
  same classic "$(sed -n 's/.*Sending build context to Docker daemon  *\([0-9.]*[kMG]*B\).*/\1/p' "$work/classic" | tail -1)" "$(figure Classic)"
  if ! DOCKER_BUILDKIT=1 "$DOCKER" build --progress=plain "$context" >"$work/buildkit" 2>&1; then
    echo "  not compared with BuildKit: $(tail -1 "$work/buildkit")"
    return
  fi
  same buildkit "$(awk '/load build context/ { id = $1 } id && $1 == id && /transferring context/ { size = $4 } END { print size }' "$work/buildkit")" "$(figure Needed)"
}

tree plain 'COPY . /' ''; compare 'everything is sent'
tree ignored 'COPY . /' 'docs\nsrc/deep\n'; compare 'two directories are excluded'
tree allowed 'COPY src /' '*\n!src\n'; compare 'all is excluded but one directory'
tree narrow 'COPY docs /' ''; compare 'the Dockerfile needs one directory'
tree names 'COPY . /' '*.log\n'; mkdir "$(printf 'd%.0s' {1..90})"; touch "$(printf 'd%.0s' {1..90})/$(printf 'f%.0s' {1..90})" größe a.log; compare 'names that are long, and not ASCII'
tree links 'COPY . /' ''; ln src/data hard; ln -s src/data soft; ln -s "$(printf 'x%.0s' {1..120})" far; compare 'hard and symbolic links'
tree old 'COPY . /' ''; touch -d '1960-01-01 00:00:00.5' docs/a.md; truncate -s 3000000 docs/sparse; compare 'old and sparse files'

cd /
[ "$failures" = 0 ] || { echo "$failures figures differ"; exit 1; }
echo 'all figures are the same'
