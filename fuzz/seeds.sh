#!/usr/bin/env bash
# Fills corpus/ with what the fuzz targets begin from: the fixtures, their first bytes, and their tags.
set -eu
cd "$(dirname "$0")"
audio=../fixtures/audio
if ! command -v ffmpeg > /dev/null; then
  echo "ffmpeg is missing: it cuts the fixtures short (apt install ffmpeg)" >&2
  exit 1
fi
mkdir -p corpus/{probe,inspect,tags,lint}
cp ../fixtures/feeds/*.xml corpus/lint/

for file in "$audio"/*; do
  name=$(basename "$file")
  if [[ $name == *.md ]]; then continue; fi
  # Short inputs are what a fuzzer is fast with: the first bytes, and whole files of a third of a second.
  for len in 512 4000; do head -c "$len" "$file" > "corpus/inspect/$len-$name"; done
  ffmpeg -v quiet -y -i "$file" -map 0:a -t 0.3 -c copy "corpus/inspect/$name" || rm -f "corpus/inspect/$name"
  head -c 4096 "$file" > "corpus/probe/$name"
done
for file in ../fixtures/hostile/*; do
  if [[ $file != *.md && -f $file ]]; then cp "$file" "corpus/inspect/hostile-$(basename "$file")"; fi
done

# seed NAME FORM FILE FROM LEN: a tag as src/envelope.rs wants it, the number of the form first.
seed() { { printf "\\x$2"; tail -c "+$(($4 + 1))" "$3" | head -c "$5"; } > "corpus/tags/$1"; }
# place MARK FILE: the offset of the last place where MARK stands.
place() { LC_ALL=C grep -abo "$1" "$2" | tail -1 | cut -d: -f1; }

seed id3v24 00 "$audio/chapters.mp3" 10 3000
seed id3v23 01 "$audio/cbr.mp3" 10 3000
chapters=$audio/aac-moov-last.m4a
seed moov 04 "$chapters" "$(($(place moov "$chapters") + 4))" 9000
seed udta 05 "$chapters" "$(($(place udta "$chapters") + 4))" 3000
seed ilst 06 "$chapters" "$(($(place ilst "$chapters") + 4))" 3000
seed chpl 07 "$chapters" "$(($(place chpl "$chapters") + 4))" 300
for kind in 04 05 06 03; do
  { printf "\\x08\\x$kind"; tail -c +47 "$audio/flac.flac" | head -c 400; } > "corpus/tags/flac-$kind"
done
seed vorbis 09 "$audio/vorbis.ogg" "$(($(LC_ALL=C grep -abo vorbis "$audio/vorbis.ogg" | sed -n 2p | cut -d: -f1) + 6))" 100
seed opus 0a "$audio/opus.opus" "$(($(place OpusTags "$audio/opus.opus") + 8))" 100
seed wav 0b "$audio/pcm16.wav" "$(($(place INFO "$audio/pcm16.wav") + 4))" 60
seed webm 0c "$audio/opus.webm" 40 3000
