#!/bin/sh
# Installs the kiosk on this machine, or into an image of one. Needs no network.
#
#     sudo ./install.sh [--root DIR] [--wheel FILE] [--wheels FOLDER]
#
# --root    the image's folder; without it, this machine
# --wheel   the program; without it, the sci_tui-*.whl beside this script
# --wheels  what the program needs, with run.txt that lists each file's hash; without it, wheels/
#
# Doing it again does no harm, and is how a newer program is installed. Nothing of the clinic's is
# lost: /var/lib/sci-tui, and what the list `files` marks as "own", stay as they are.
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd)
root=
wheel=
wheels=$here/wheels

say() { echo "$1"; }
refuse() { echo "Nothing was installed: $1" >&2; exit 1; }

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || refuse "$1 needs a value, or is not known. Known are --root, --wheel, --wheels."
    case $1 in
        --root)
            [ -d "$2" ] || refuse "there is no folder $2."
            root=$(realpath "$2")
            ;;
        --wheel) wheel=$(realpath "$2") ;;
        --wheels) wheels=$(realpath "$2") ;;
        *) refuse "$1 is not known. Known are --root, --wheel, --wheels." ;;
    esac
    shift 2
done
[ "$root" != / ] || root=
[ -n "$wheel" ] || wheel=$(ls "$here"/sci_tui-*.whl 2>/dev/null) || wheel=$here/sci_tui-VERSION.whl

# ---------------------------------------------------------------- may it, and has it everything

[ "$(id -u)" -eq 0 ] || refuse "only the superuser may do this. Try: sudo $0"
(
    # A Debian that is not out yet has no number, and is newer than any that has.
    # shellcheck source=/dev/null
    . "$root/etc/os-release" 2>/dev/null
    [ "${ID:-}" = debian ] && [ "${VERSION_ID:-99}" -ge 12 ]
) || refuse "this is made for Debian 12 or later, and ${root:-this machine} is something else."
[ -f "$wheel" ] || refuse "there is no program at $wheel. Name it with --wheel."
[ -f "$wheels/run.txt" ] || refuse "there is no $wheels/run.txt. Name the folder with --wheels."
python3=/usr/bin/python3
"$python3" -c 'import ensurepip, venv' 2>/dev/null ||
    refuse "Python cannot make environments. Try: apt install python3-venv"
if [ -f "$here/SHA256SUMS" ]; then
    (cd "$here" && sha256sum --check --strict --quiet SHA256SUMS) ||
        refuse "a file is not what it was when it was packed. Fetch the folder again."
fi

# ---------------------------------------------------------------- the program

say "Installing the program in /opt/sci-tui."
opt=$root/opt/sci-tui
rm -rf "$opt.new"
mkdir -p "$root/opt"
"$python3" -m venv "$opt.new"
pip() { PIP_CONFIG_FILE=/dev/null "$opt.new/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
pip install --no-index --find-links "$wheels" --only-binary :all: --require-hashes -r "$wheels/run.txt"
pip install --no-index --no-deps "$wheel"
# It was built beside its place, so that a failure leaves the one before. Now it takes the place.
grep -rIlZ --fixed-strings "$opt.new" "$opt.new/bin" "$opt.new/pyvenv.cfg" |
    xargs -0 sed -i "s|$opt\.new|/opt/sci-tui|g"
rm -rf "$opt"
mv "$opt.new" "$opt"

# ---------------------------------------------------------------- what runs it

say "Putting in place what starts the kiosk and keeps it running."
grep -v '^#' "$here/files" | while read -r file place mode own; do
    if [ -z "$own" ] || [ ! -e "$root$place" ]; then
        install -D -m "$mode" "$here/$file" "$root$place"
    fi
done
slower=$root/etc/systemd/system/sci-tui-kiosk.service.d/254-backing-off.conf
if [ "$(systemctl --version | awk 'NR == 1 { print int($2) }')" -ge 254 ]; then
    install -D -m 644 "$here/254-backing-off.conf" "$slower"
fi

say "Making the kiosk's user and folders."
systemd-sysusers --root="$root/" sci-tui.conf
systemd-tmpfiles --root="$root/" --create sci-tui.conf
owner=$(awk -F: '$1 == "sci-tui-kiosk" { print $3 ":" $4 }' "$root/etc/passwd")
settings=$root/var/lib/sci-tui/kiosk.toml
if [ -e "$here/kiosk.toml" ] && [ ! -e "$settings" ]; then
    install -m 600 "$here/kiosk.toml" "$settings"
    chown "$owner" "$settings"
fi

say "Choosing large letters for the console."
console=$root/etc/default/console-setup
if ! grep -qs 'sci_tui kiosk' "$console"; then
    [ ! -e "$console" ] || mv "$console" "$console.before-sci-tui"
    install -D -m 644 "$here/console-setup" "$console"
fi

say "Letting the kiosk start with the machine, in place of the login prompt."
in_root() { systemctl --quiet --root="$root/" "$@"; }
in_root enable sci-tui-kiosk.service
in_root disable getty@tty1.service
in_root mask ctrl-alt-del.target kbrequest.target

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
    say "Telling the running system."
    systemctl daemon-reload
    udevadm control --reload
    setupcon --save-only || true
    systemctl try-restart sci-tui-kiosk.service
fi
say "Installed. Next: set the PIN with \"sci-tui-kiosk kiosk set-pin\", then restart the machine."
