"""Compares newsgraph's quads with those of an independent RML engine (PyPI: morph-kgc 2.10).

    python3 tests/rml_peer.py [TABLES [NEWSGRAPH]]

TABLES is a folder of CSV tables (default: tests/tables; `newsgraph extract --format csv --out DIR` writes one),
NEWSGRAPH the binary (default: newsgraph on the PATH). Both engines read ontology/mapping.ttl; morph-kgc knows
RML-Core but no RML-IO sources, so it gets the same mapping with each source's path put in full. The graph has no
blank nodes: equal means equal as sets of lines, after both were read by one parser.
"""
import pathlib
import subprocess
import sys
import tempfile

try:
    import morph_kgc
    from rdflib import Dataset, Graph, Literal, Namespace
except ImportError:
    print("skipped: morph-kgc is not installed (pip install morph-kgc)")
    sys.exit(0)

HERE = pathlib.Path(__file__).resolve().parent
MAPPING = HERE.parent / "ontology" / "mapping.ttl"
RML = Namespace("http://w3id.org/rml/")


def lines(nquads):
    dataset = Dataset()
    dataset.parse(data=nquads, format="nquads")
    return {line for line in dataset.serialize(format="nquads").splitlines() if line.strip()}


def peer(tables):
    mapping = Graph().parse(MAPPING)
    for holder, access in list(mapping.subject_objects(RML.source)):
        path = mapping.value(access, RML.path)
        mapping.remove((access, None, None))
        mapping.set((holder, RML.source, Literal(str(tables / path))))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "mapping.ttl"
        mapping.serialize(file, format="turtle")
        config = f"[CONFIGURATION]\nna_values=\noutput_format=N-QUADS\n[tables]\nmappings={file}\n"
        return "".join(f"{quad} .\n" for quad in morph_kgc.materialize_set(config))


def main():
    tables = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "tables").resolve()
    binary = sys.argv[2] if len(sys.argv) > 2 else "newsgraph"
    command = [binary, "map", str(MAPPING), "--tables", str(tables)]
    ours = lines(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    theirs = lines(peer(tables))
    for line in sorted(ours - theirs):
        print("only newsgraph:", line)
    for line in sorted(theirs - ours):
        print("only morph-kgc:", line)
    print(f"newsgraph {len(ours)} quads, morph-kgc {len(theirs)}, in common {len(ours & theirs)}")
    sys.exit(ours != theirs)


if __name__ == "__main__":
    main()
