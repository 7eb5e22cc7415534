#!/bin/sh
# Fandol's Fangsong, Kai, Hei and Song (GPL with font exception) out of Debian's texlive-lang-chinese, without TeX itself:
# the PDF then looks as offices expect. Without them it is set in Noto's fonts. Usage: install_fonts.sh [FOLDER]
set -eu

folder=${1:-$HOME/.local/share/fonts/biganzi}
package=texlive-lang-chinese
inside=usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-deb >/dev/null 2>&1; then
    echo "This needs Debian's apt-get; elsewhere put FandolFang, FandolKai, FandolHei and FandolSong into $folder." >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && apt-get download -qq "$package" && dpkg-deb --fsys-tarfile "$package"_*.deb |
    tar -x --wildcards "./$inside/Fandol[FKHS]*.otf")
mkdir -p "$folder"
cp "$work/$inside"/*.otf "$folder"/
echo "fonts are in $folder"
