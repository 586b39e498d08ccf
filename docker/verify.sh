#!/bin/bash
# Performs the Dockerfile's own steps, in order, without a Docker engine: each stage in an empty
# root made with debootstrap, in which the packages below stand for the base image. Then trains on
# the sample by the image's entry point, as the image's user.
#
#   sudo docker/verify.sh [cpu|cuda]
#
# DL4JLAB_ROOTS   where the roots are made; bases that are there are used again (default: temporary)
# DL4JLAB_M2      stands for the build's cache of Maven's downloads (default: empty)
# MIRROR, SUITE   of Debian (default: this system's own)
# JDK_PACKAGES, JRE_PACKAGES   what the base images hold
#
# Needs root, debootstrap and, for the linters, npx.
set -euo pipefail
cd "$(dirname "$0")/.."

BACKEND=${1:-cpu}
# shellcheck disable=SC1091
SUITE=${SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
# shellcheck disable=SC2016 # apt's own variables
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' \
  'Created-By: Packages' | awk -v suite="$SUITE" '$2 == suite && $3 == "main" { print $1; exit }')}
JDK_PACKAGES=${JDK_PACKAGES:-openjdk-17-jdk-headless maven}
JRE_PACKAGES=${JRE_PACKAGES:-openjdk-17-jre-headless fontconfig}
PATH_IN_ROOT=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# All mounts are made in a namespace of their own: when it has ended, nothing outside the roots can
# be reached through them, and they can be deleted.
if [ -z "${DL4JLAB_IN_NAMESPACE-}" ]; then
  if [ -z "${DL4JLAB_ROOTS-}" ]; then
    DL4JLAB_ROOTS=$(mktemp -d)
    trap 'rm -rf --one-file-system "$DL4JLAB_ROOTS"' EXIT
  fi
  export DL4JLAB_ROOTS
  status=0
  DL4JLAB_IN_NAMESPACE=1 unshare --mount --fork "$0" "$@" || status=$?
  exit "$status"
fi
mkdir -p "$DL4JLAB_ROOTS" "${DL4JLAB_M2:=$DL4JLAB_ROOTS/m2}"

fail() {
  echo "verify: $*" >&2
  exit 1
}

mount_system() { # ROOT
  mount --rbind /proc "$1/proc"
  mount --rbind /dev "$1/dev"
  cp -L /etc/resolv.conf "$1/etc/resolv.conf"
}

make_base() { # NAME PACKAGES…
  local base=$DL4JLAB_ROOTS/base-$1
  shift
  [ -e "$base/made" ] && return
  rm -rf --one-file-system "$base"
  if [ ! -e "$DL4JLAB_ROOTS/empty/made" ]; then
    rm -rf --one-file-system "$DL4JLAB_ROOTS/empty"
    debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$DL4JLAB_ROOTS/empty" "$MIRROR"
    touch "$DL4JLAB_ROOTS/empty/made"
  fi
  cp -a "$DL4JLAB_ROOTS/empty" "$base"
  rm "$base/made"
  mount_system "$base"
  # Authorities that this machine trusts beyond Debian's, as behind a proxy of a company.
  cp -a /usr/local/share/ca-certificates/. "$base/usr/local/share/ca-certificates/"
  chroot "$base" update-ca-certificates > /dev/null
  chroot "$base" env DEBIAN_FRONTEND=noninteractive sh -c \
    "apt-get update -q && apt-get install -q -y --no-install-recommends $*" > "$base.log" 2>&1 ||
    fail "the packages $* cannot be installed, see $base.log"
  umount -R "$base/proc" "$base/dev"
  touch "$base/made"
}

# What a stage has: where its root is, its user, folder, arguments and environment.
root='' user=root folder=/ variables=()

from() { # IMAGE [AS NAME]
  local base
  case "$1" in
    maven:*-eclipse-temurin-17) base=jdk && make_base jdk "$JDK_PACKAGES" ;;
    eclipse-temurin:17-jre) base=jre && make_base jre "$JRE_PACKAGES" ;;
    *) fail "no packages are known that stand for the image $1" ;;
  esac
  root=$DL4JLAB_ROOTS/stage-${3:-final} user=root folder=/ variables=()
  rm -rf --one-file-system "$root"
  cp -a "$DL4JLAB_ROOTS/base-$base" "$root"
  mount_system "$root"
}

in_root() { # COMMAND ARGUMENT…
  # shellcheck disable=SC2016 # for the shell in the root
  chroot --userspec="$user" "$root" env -i PATH="$PATH_IN_ROOT" "${variables[@]}" \
    sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
}

run() { # [--mount=type=cache,target=FOLDER] COMMAND
  local command=$1 caches=() cache
  while [[ $command == --* ]]; do
    [[ $command =~ ^--mount=type=cache,target=([^[:space:]]+)[[:space:]]+ ]] ||
      fail "no way is known to perform RUN $command"
    cache=$root${BASH_REMATCH[1]}
    mkdir -p "$cache"
    mount --bind "$DL4JLAB_M2" "$cache"
    caches+=("$cache")
    command=${command#"${BASH_REMATCH[0]}"}
  done
  in_root sh -c "$command"
  for cache in "${caches[@]}"; do
    umount "$cache"
  done
}

copy() { # [--from=STAGE] [--chmod=MODE] SOURCE TARGET
  local source=. mode=
  while [[ $1 == --* ]]; do
    case "$1" in
      --from=*) source=$DL4JLAB_ROOTS/stage-${1#--from=} ;;
      --chmod=*) mode=${1#--chmod=} ;;
      *) fail "no way is known to perform COPY $1" ;;
    esac
    shift
  done
  [ $# = 2 ] || fail "COPY of one source only"
  local target=$2
  [[ $target == /* ]] || target=$folder/$target
  if [ "$1" = . ]; then
    # .dockerignore's patterns are names here, in any folder where they begin with **/
    tar -c --anchored --exclude-from=<(sed -n 's|^\([^*#].*\)|./\1|p' .dockerignore) \
      --no-anchored --exclude-from=<(sed -n 's|^\*\*/||p' .dockerignore) . |
      tar -x -C "$root$target"
  else
    mkdir -p "$(dirname "$root$target")"
    cp -a --no-preserve=ownership "$source/$1" "$root$target"
  fi
  [ -z "$mode" ] || chmod -R "$mode" "$root$target"
}

step() { # INSTRUCTION REST
  echo "verify: $1 $2"
  local -a words
  read -ra words <<< "$2"
  case "$1" in
    FROM) from "${words[@]}" ;;
    ARG) variables+=("${words[0]%%=*}=$(declare -n given=${words[0]%%=*} && echo "${given-${words[0]#*=}}")") ;;
    ENV) variables+=("${words[@]}") ;;
    WORKDIR) folder=${words[0]} && mkdir -p "$root$folder" ;;
    COPY) copy "${words[@]}" ;;
    RUN) run "$2" ;;
    USER) user=${words[0]} ;;
    VOLUME | CMD | EXPOSE) ;;
    ENTRYPOINT) entry=$(tr -d '[]",' <<< "$2") ;;
    *) fail "no way is known to perform $1" ;;
  esac
}

lint() {
  if ! command -v npx > /dev/null; then
    echo "verify: not linted, there is no npx"
    return
  fi
  npx --yes dockerfilelint@1.8.0 Dockerfile
  npx --yes dockerfile-utils@0.16.3 lint Dockerfile
  if command -v shellcheck > /dev/null; then
    shellcheck docker/verify.sh docker/dl4jlab
  fi
}

lint
entry=
while read -r instruction rest <&3; do
  step "$instruction" "$rest"
done 3< <(sed -e '/^ *#/d' -e '/^ *$/d' Dockerfile | sed -e ':join' -e '/\\$/{N;s/\\\n *//;b join' -e '}')

echo "verify: the image holds $(du -sm --exclude=proc --exclude=dev "$root/opt/dl4jlab" | cut -f1) MB of programs and libraries"
foreign=$(find "$root/opt/dl4jlab/lib" -name '*.jar' | grep -E 'android|ios-|macosx|windows|linux-(arm|ppc|x86[.-])' || :)
[ -z "$foreign" ] || fail "natives of other platforms: $foreign"
# Somebody's own folder, as by docker run -v "$PWD/runs:/work/runs".
owner=4321:4322
chown "$owner" "$root/work/runs"
in_root "$entry" cifar devices
in_root "$entry" imdb summary > /dev/null || [ "$BACKEND" = cuda ]
status=0
in_root "$entry" cifar train --data sample --epochs 1 --limit-train 320 --run runs/verified || status=$?
if [ "$status" != 0 ] && [ "$BACKEND" = cuda ] && ! in_root test -e /dev/nvidiactl; then
  echo "verify: BACKEND=cuda is built, and without a GPU it said so"
elif [ "$status" = 0 ] && [ -s "$root$folder/runs/verified/model.zip" ]; then
  [ "$(stat -c %u:%g "$root$folder/runs/verified/model.zip")" = "$owner" ] || fail "a run belongs to somebody else"
  echo "verify: BACKEND=$BACKEND is built, and has trained"
else
  fail "the training ended with exit status $status"
fi
