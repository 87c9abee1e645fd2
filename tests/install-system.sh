#!/bin/sh
# Installs a system package where that is allowed (apt, as root or by sudo without a password).
# usage: install-system.sh venv PYTHON | chromium | espeak-ng | java | npm
set -u
want=$1

has() { command -v "$1" >/dev/null 2>&1; }

case $want in
  venv)
    version=$("${2:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    packages="python$version-venv"; essential=yes ;;
  chromium)
    { has chromium || has chromium-browser || has google-chrome; } && exit 0
    packages=chromium; essential=no ;;
  espeak-ng)
    has espeak-ng && exit 0
    packages=espeak-ng; essential=no ;;
  java)
    has java && exit 0
    packages=default-jre-headless; essential=no ;;
  npm)
    has npm && exit 0
    packages=npm; essential=no ;;
  *) echo "install-system.sh: unknown package '$want'" >&2; exit 2 ;;
esac

run=
if [ "$(id -u)" != 0 ]; then
  if has sudo && sudo -n true 2>/dev/null; then run="sudo -n"; else run=none; fi
fi

if has apt-get && [ "$run" != none ]; then
  echo "Installing the system package $packages ..."
  export DEBIAN_FRONTEND=noninteractive
  if $run apt-get update -qq >/dev/null 2>&1 && $run apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1; then
    exit 0
  fi
fi

if [ $essential = yes ]; then
  echo "Please install $packages (as root: apt-get install $packages), then run make again." >&2
  exit 2
fi
echo "$packages is not installed and can't be installed from here; what needs it is skipped." >&2
exit 0
