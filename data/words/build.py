#!/usr/bin/env python3
"""Makes the lists of this folder anew.

    pip install wordfreq==3.1.1
    python3 build.py
"""
import re
from collections import defaultdict
from pathlib import Path

from wordfreq import get_frequency_list

WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
HIGHEST, LOWEST = 15, 5  # half steps of the Zipf scale

for language in ("fr", "nl", "en", "de"):
    steps = defaultdict(list)
    for number, words in enumerate(get_frequency_list(language, wordlist="large")):
        zipf = (900 - number) / 100  # the list's place is its frequency in hundredths of a power of ten
        if zipf * 2 >= LOWEST:
            steps[int(zipf * 2)] += [w for w in words if len(w) > 1 and WORD.fullmatch(w)]
    lines = (" ".join(sorted(steps[step])) for step in range(HIGHEST, LOWEST - 1, -1))
    Path(__file__).with_name(f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
