#!/bin/sh
# Makes data/gazetteer/common-in-names.csv anew: which words stand in at least four of the full names of
# people.txt, and in what share of them. The search for identity takes it that another may bear such a name.
set -eu
cd "$(dirname "$0")/../data/gazetteer"
awk 'NF > 1 { names++; for (at = 1; at <= NF; at++) if (!((names, $at) in seen)) { seen[names, $at]; count[$at]++ } }
    END { for (word in count) if (count[word] > 3) printf "%s,%.5f\n", word, count[word] / names }' people.txt |
    LC_ALL=C sort >common-in-names.csv.new
{ echo word,share; cat common-in-names.csv.new; } >common-in-names.csv
rm common-in-names.csv.new
