#!/bin/sh
# Takes the kiosk away, and gives the login prompt back.
#
#     sudo ./uninstall.sh [--root DIR]
#
# The clinic's data in /var/lib/sci-tui stay: answers, settings, PIN, editions. Their user stays too.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
refuse() { echo "Nothing was taken away: $1" >&2; exit 1; }

root=
if [ $# -gt 0 ]; then
    if [ "$1" != --root ] || [ $# -ne 2 ] || [ ! -d "$2" ]; then
        refuse "what it knows is --root DIR, with a folder that is there."
    fi
    root=$(realpath "$2")
    [ "$root" != / ] || root=
fi
[ "$(id -u)" -eq 0 ] || refuse "only the superuser may do this. Try: sudo $0"

echo "Giving the login prompt back."
in_root() { systemctl --quiet --root="$root/" "$@"; }
if [ -e "$root/etc/systemd/system/sci-tui-kiosk.service" ]; then
    in_root disable sci-tui-kiosk.service
fi
in_root unmask ctrl-alt-del.target kbrequest.target
in_root enable getty@tty1.service
if [ -z "$root" ] && [ -d /run/systemd/system ]; then
    systemctl stop sci-tui-kiosk.service sci-tui-out-of-order.service || true
fi

echo "Taking away what started the kiosk."
grep -v '^#' "$here/files" | while read -r file place _ own; do
    if [ -z "$own" ] || cmp -s "$here/$file" "$root$place"; then
        rm -f "$root$place"
    else
        echo "Kept, as it was changed here: $place"
    fi
done
rm -rf "$root/etc/systemd/system/sci-tui-kiosk.service.d/254-backing-off.conf"
rmdir --ignore-fail-on-non-empty "$root/etc/sci-tui" \
    "$root/etc/systemd/system/sci-tui-kiosk.service.d" 2>/dev/null || true

echo "Giving the console its letters back."
console=$root/etc/default/console-setup
if [ -e "$console.before-sci-tui" ]; then
    mv "$console.before-sci-tui" "$console"
elif grep -qs 'sci_tui kiosk' "$console"; then
    rm "$console"
fi

echo "Taking the program away."
rm -rf "$root/opt/sci-tui" "$root/opt/sci-tui.new" "$root/var/cache/sci-tui"

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    udevadm control --reload
fi
echo "Taken away. What the clinic gathered is in /var/lib/sci-tui still. Now restart the machine."
