"""Compares the main text that newsgraph reads from web pages with trafilatura's (PyPI: trafilatura, lxml_html_clean).

    python3 tests/pages_peer.py PAGES [NEWSGRAPH]

PAGES is a folder with *.html and gold/*.json in the form of the project fundus, NEWSGRAPH the binary (default: newsgraph on
the PATH). Printed: word F1 of each page, both means, and trafilatura's CPU time. For newsgraph's own speed see `cargo bench`;
here it extracts facts as well.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import time

try:
    import trafilatura
except ImportError:
    print("skipped: trafilatura is not installed (pip install trafilatura lxml_html_clean)")
    sys.exit(0)


def words(text):
    return collections.Counter(word.lower() for word in re.findall(r"\w+", text))


def f1(found, right):
    found, right = words(found), words(right)
    common = sum((found & right).values())
    return 2 * common / max(1, sum(found.values()) + sum(right.values()))


def gold(path):
    body = json.loads(path.read_text()).get("fundus", {}).get("body")
    if not body:
        return None
    parts = list(body["summary"])
    for section in body["sections"]:
        parts += section["headline"] + section["paragraphs"]
    return "\n".join(parts)


pages = pathlib.Path(sys.argv[1])
binary = sys.argv[2] if len(sys.argv) > 2 else "newsgraph"
scores, spent = [], 0.0
for page in sorted(pages.glob("*.html")):
    answer = pages / "gold" / f"{page.stem}.json"
    right = gold(answer) if answer.exists() else None
    if right is None:
        continue
    ran = subprocess.run([binary, "extract", "--format", "json", str(page)], capture_output=True, text=True, check=False)
    read = json.loads(ran.stdout or "[]")
    article = (read[0] if isinstance(read, list) and read else read or {}).get("article", {})
    own = article.get("text", "").removeprefix(article.get("title", ""))
    start = time.process_time()
    other = trafilatura.extract(page.read_bytes(), include_comments=False) or ""
    spent += time.process_time() - start
    scores.append((f1(own, right), f1(other, right)))
    print(f"{page.stem:45} newsgraph {scores[-1][0]:.3f}  trafilatura {scores[-1][1]:.3f}")
if scores:
    means = [sum(column) / len(scores) for column in zip(*scores)]
    print(f"mean of {len(scores)}: newsgraph {means[0]:.4f}, trafilatura {means[1]:.4f} in {spent:.2f} s")
