#!/usr/bin/env bash
# Makes data/models/names.bin anew from the corpora that data/models/README.md lists. The annotated corpora
# that the project does not ship are expected in the folder given; the documents kept for development
# are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

corpora="${1:?give the folder with the annotated corpora}"
args=()
for language in fr nl en de; do
    args+=("$language=$corpora/ntrex/$language.txt" "$language=$corpora/constructed/$language.txt")
    for file in data/training/"$language"-*.txt; do
        args+=("$language=$file")
    done
    args+=(--words "$language=data/words/$language.txt")
done
args+=(
    "fr=$corpora/open/fr.sequoia_ne.train.jsonl" "fr=$corpora/open/fr.popcorn.train.jsonl"
    "en=$corpora/open/en.uner_ewt.train-old2022.iob2" "en=$corpora/open/en.wikigold.iob2"
    "de=$corpora/open/de.germeval14.dev.iob2"
    --names PER=data/gazetteer/people.txt --names ORG=data/gazetteer/organizations.txt
    --names LOC=data/gazetteer/places.txt --names PROG=data/gazetteer/programmes.txt
    --names PROD=data/gazetteer/products.txt --names EVT=data/gazetteer/events.txt
    --names WORK=data/gazetteer/works.txt
    --leave-out data/models/development.txt
)
shift
exec ${NEWSGRAPH:-cargo run --release -q --} train "${args[@]}" --output data/models/names.bin "$@"
