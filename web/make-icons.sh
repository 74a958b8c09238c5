#!/bin/sh
# Draws the PNG icons with ImageMagick; the same shapes as icon.svg and maskable.svg.
set -eu
cd "$(dirname "$0")/icons"

# draw NAME RADIUS STROKE CHECK: a surface of 64 x 64 units with a check mark, drawn large and reduced.
draw() {
  for size in 192 512; do
    convert -size 64x64 xc:none -scale 2048x2048 \
      -fill '#3a4fd0' -draw "scale 32,32 roundrectangle 0,0 63.97,63.97 $2,$2" \
      -fill none -stroke white -strokewidth "$3" \
      -draw "scale 32,32 stroke-linecap round stroke-linejoin round path '$4'" \
      -resize "${size}x${size}" -strip -define png:compression-level=9 "$1-$size.png"
  done
}
draw icon 15 6 'M 18,33.5 L 28,43.5 L 47,22'
draw maskable 0 5 'M 21,33 L 29,41 L 44,24'
