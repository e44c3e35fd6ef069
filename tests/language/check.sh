#!/usr/bin/env bash
# Checks that each word of the write-ups stands in a dictionary of their language, in the list beside this file, or is a name (it begins
# with a capital). What stands in quotation marks is a source's. Needs hunspell with dictionaries of English and Danish.
set -euo pipefail
cd "$(dirname "$0")"

# The write-up: from the first heading of the second level to the next, without the line on the source.
write_up() {
  awk '/^## / { section++ } section == 1 && !/^(## |\*|\||---|Table|Tabel)/' "$1" | sed -E "s/»[^«]*«|“[^”]*”//g; s/’/'/g; s/\\\\//g"
}

failed=0
for reports in ../../out ../*/expected; do
  for language in en:en_GB da:da_DK; do
    folder="$reports/${language%:*}/cases"
    [ -d "$folder" ] || continue
    for report in "$folder"/*.md; do
      words=$(write_up "$report"; echo qwrtzp)
      # The last word is in no dictionary: hunspell must name it, or it has none.
      unknown=$(hunspell -i utf-8 -d "${language#*:}" -l <<< "$words" | sed 's/\.$//' | sort -u)
      grep -qx qwrtzp <<< "$unknown" && [ "$(wc -w <<< "$words")" -gt 10 ]
      unknown=$(grep -vE '^[A-ZÆØÅ]|^qwrtzp$' <<< "$unknown" | grep -vxFf "${language%:*}.txt" || true)
      [ -z "$unknown" ] || { echo "$report: $(echo $unknown)"; failed=1; }
    done
  done
done
exit $failed
