#!/usr/bin/env bash
# What the tests need beside Python packages: a Chromium to drive, and a PostgreSQL to start privately.
# Installs them with apt-get where that is allowed; elsewhere says in one line what to do.
set -euo pipefail
has_chromium() { [ -n "${DISTILLER_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
missing=()
has_chromium >/dev/null 2>&1 || missing+=(chromium)
has_postgres >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: ${missing[*]} ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    exit 0
fi
echo "The tests need ${missing[*]}: install with your package manager (Debian, Ubuntu: sudo apt install ${missing[*]})." >&2
[ -z "${CI:-}" ] || exit 1
