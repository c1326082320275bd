# Installing what is missing and building: sourced by the scripts that do it.
# shellcheck shell=bash
#
# Everything is said on standard error, so that standard output belongs to the
# program that is started afterwards.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# shellcheck disable=SC2034
build_packages=(gcc libc6-dev make cmake pkg-config ca-certificates
    libwebsockets-dev libuv1-dev libcurl4-openssl-dev libcjson-dev libssl-dev
    libncurses-dev libutf8proc-dev)
# shellcheck disable=SC2034
test_packages=(check libvterm-dev g++)
build_modules=(libwebsockets libuv libcurl libcjson openssl ncursesw
    libutf8proc)

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# Shows what a command printed if it fails, and passes its result on.
quietly() {
    local output result=0
    output=$("$@" 2>&1) || result=$?
    if [ "$result" -ne 0 ]; then
        say "$output"
        say "failed with $result: $*"
    fi
    return "$result"
}

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@" \
        </dev/null
}

# The packages among the arguments that are not installed.
missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f '${Package} ${Status}\n' "$@" 2>/dev/null |
        sed -n 's/ install ok installed$//p') || true
    for package in "$@"; do
        grep -qxF -e "$package" <<<"$installed" || printf '%s\n' "$package"
    done
}

update_and_install() {
    apt update || true
    apt install --no-install-recommends "$@"
}

# Installs Debian packages. The package lists are fetched only when apt cannot
# do without, since they may be absent, old, or fine.
install_packages() {
    local missing as_root=()
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Installing needs root." \
            "Ask for this: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing ${missing[*]}"
    apt install --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
        quietly update_and_install "${missing[@]}" ||
        fail "These packages could not be installed: ${missing[*]}"
}

# Sees to it that the packages are there. Without apt the build goes on when its
# libraries are found, else it names what is needed.
need_packages() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_packages "$@"
    elif ! { command -v cc && command -v cmake &&
        pkg-config --exists "${build_modules[@]}"; } >/dev/null 2>&1; then
        fail "Install these first (the names are Debian's): $*"
    fi
}

# Runs a command whose output is only shown on failure; on a terminal its last
# line of progress is shown meanwhile.
with_progress() {
    if [ ! -t 2 ]; then
        quietly "$@"
        return
    fi
    local log result=0
    log=$(mktemp)
    "$@" 2>&1 | tee "$log" | show_progress || result=$?
    if [ "$result" -ne 0 ]; then
        cat "$log" >&2
        say "failed with $result: $*"
    fi
    rm -f "$log"
    return "$result"
}

# Shows lines like "[ 42%] Building ..." in one row.
show_progress() {
    local line
    while IFS= read -r line; do
        case $line in
        '['*'%]'*) printf '\r\033[K%.79s' "$line" >&2 ;;
        esac
    done
    printf '\r\033[K' >&2
}

# build DIRECTORY TARGET [CMAKE_OPTION...]: configures when the directory was
# not configured with these options, and builds.
build() {
    local directory=$1 target=$2
    shift 2
    local options="$root $*" configured="$directory/configured"
    if [ ! -f "$configured" ] || [ "$(cat "$configured")" != "$options" ]; then
        say "Configuring ${directory#"$root"/}"
        quietly cmake --fresh -S "$root" -B "$directory" "$@" || return
        printf '%s\n' "$options" >"$configured"
    fi
    with_progress cmake --build "$directory" --target "$target" \
        --parallel "$(getconf _NPROCESSORS_ONLN)"
}
