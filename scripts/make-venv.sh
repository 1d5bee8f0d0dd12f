#!/usr/bin/env bash
# Makes the virtual environment and puts uv into it; says in one line what a machine lacks.
set -euo pipefail
python=$1 venv=$2
if ! command -v "$python" >/dev/null; then
    echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3 ..." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; $python is $("$python" -V 2>&1). Name another: make PYTHON=python3.12 ..." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "This Python cannot make virtual environments: install its venv package (Debian, Ubuntu: apt install python3-venv)." >&2
    exit 1
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
# uv is a convenience of installation, not a dependency of the program: it is checked against the lock's hashes by itself.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv==0.13.8
