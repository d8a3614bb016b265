#!/usr/bin/env bash
# Makes README's pictures of the mail and of the page, from the demo. Needs the .NET SDK and Chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet run --project src/KeyReaper.Cli -- demo > "$work/demo.txt"
page=$(grep -o '/[^ ]*/demo\.html' "$work/demo.txt" | tail -1)

picture() { # picture <page> <file> <width,height>
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb --window-size="$3" --screenshot="$2" "file://$1" > /dev/null 2>&1
}

picture "$page" infra/pictures/page.png 1280,960

# The first live mail, as a phone shows it.
awk '/^Subject: \[KeyReaper LIVE\]/ {on = 1} on {print} on && ++lines == 30 {exit}' "$work/demo.txt" > "$work/mail.txt"
{
    echo '<meta charset="utf-8"><style>body{margin:0;background:#fff;color:#1b1f24;font:15px/1.45 system-ui,sans-serif}pre{margin:0;padding:20px 22px;font:inherit;white-space:pre-wrap}</style><pre>'
    sed 's/&/\&amp;/g; s/</\&lt;/g' "$work/mail.txt"
    echo '</pre>'
} > "$work/mail.html"
picture "$work/mail.html" infra/pictures/mail.png 430,760
