#!/usr/bin/env python3
"""Writes a made-up cluster in two layouts: for Spunweb and for Hugo.

usage: corpus.py --members N --structures M --out DIR [--seed 7]

DIR/spunweb is a project for Spunweb and DIR/hugo a site for Hugo. Both show the
same records by the same pages. A record depends on the seed, its kind, its number
and the two sizes alone, so that the same arguments write the same bytes.
"""
import argparse
import datetime
import json
import random
import shutil
from pathlib import Path

HERE = Path(__file__).parent

ADJECTIVES = """electrospun centrifugal melt-blown coaxial aligned porous hydrophobic hydrophilic conductive
biodegradable antimicrobial breathable flame-retardant piezoelectric photocatalytic crosslinked layered hollow beaded
ultrafine needleless composite gradient sterile washable transparent elastic carbonised ceramic laminated""".split()
NOUNS = """membrane scaffold yarn mat filter laminate nonwoven coating separator electrode dressing barrier carrier
sensor web felt substrate liner mask sheet cartridge pad sponge capsule textile layer""".split()
VERBS = """reduces improves supports retains releases filters carries stabilises transfers protects separates extends
replaces withstands absorbs distributes shields captures regulates delivers""".split()
WORDS = """fibre diameter surface area pore size basis weight air permeability tensile strength drug release rate
solvent recovery collector distance electric field relative humidity production line pilot plant laboratory partner
customer batch roll width coating thickness quality control certification spinning solution viscosity additive polymer
blend temperature process sample measurement standard method research programme industrial application medical device
water treatment energy storage air filtration protective clothing agriculture cosmetics automotive acoustic insulation
tissue engineering wound care battery catalyst support hydrogen fuel cell""".split()
JOINTS = "the of and in for with by from at on to under between during after within across over through per".split()
TOPICS = """air filtration|water treatment|wound care|tissue engineering|drug delivery|batteries|fuel cells|catalysis|
sensors|protective clothing|acoustics|cosmetics|agriculture|packaging|automotive|aerospace|construction|electronics|
photonics|textiles|membranes|biopolymers|recycling|nanoyarns|coatings|composites|ceramics|carbon fibres|antimicrobial|
hydrogen|oil separation|desalination|implants|diagnostics|research|education|testing|machinery|consulting|
standards""".replace("\n", "").split("|")
COUNTRIES = """Czechia|Slovakia|Germany|Austria|Poland|Finland|Japan|South Korea|United States|France|Italy|
Netherlands|Türkiye|Singapore|India""".replace("\n", "").split("|")
CITIES = """Liberec|Praha|Brno|Plzeň|Žilina|Dresden|Wien|Łódź|Tampere|Ueda|Seoul|Raleigh|Lyon|Milano|Enschede|
İstanbul|Singapore|Pune|Hradec Králové|Ústí nad Labem""".replace("\n", "").split("|")
KINDS = ["company", "university", "research institute", "start-up", "association", "testing laboratory"]
STEMS = "Nano Fibre Elmar Spin Poly Aero Medi Textil Membra Ecto Kapil Sorb Filtra Carbo".split()
TAILS = "tech science medica spun tex pure works lab systems group cell line".split()
FORMS = ["s.r.o.", "a.s.", "GmbH", "Ltd.", "& Sons, Inc.", "Oy", "S.p.A.", "University"]
POLYMERS = ["PVDF", "PAN", "PA6", "PLA", "PCL", "PVA", "PU", "PVB", "cellulose acetate", "chitosan", "gelatin",
            "silk fibroin"]
TECHNOLOGIES = ["needle electrospinning", "needleless electrospinning", "AC electrospinning", "centrifugal spinning",
                "melt blowing", "solution blowing", "drawing", "coaxial electrospinning"]
APPLICATIONS = ["HEPA filters", "respirators", "battery separators", "wound dressings", "vascular grafts",
                "water purification", "sound absorbers", "face masks", "cosmetic patches", "gas sensors",
                "protective suits", "oil sorbents", "cell culture"]
PROPERTIES = [("Mean fibre diameter", "nm", 60, 900), ("Basis weight", "g/m²", 0.3, 40), ("Thickness", "µm", 2, 400),
              ("Porosity", "%", 55, 97), ("Mean pore size", "µm", 0.1, 8), ("Air permeability", "l/m²/s", 4, 900),
              ("Tensile strength", "MPa", 1, 60), ("Elongation at break", "%", 4, 300),
              ("Contact angle", "°", 10, 150), ("Roll width", "mm", 200, 1800)]

# The vocabularies that the built-in collections name, which must be there.
BUILT_IN_VOCABULARIES = """applications availability competences contact-roles forms member-kinds member-sizes
membership-roles methods polymers producer-roles project-roles project-status regions regulatory safety-flags solvents
sources sterilisation technologies value-chain""".split()


class Corpus:
    """The records of one corpus."""

    def __init__(self, members, structures, seed):
        self.members, self.structures, self.seed = members, structures, seed

    def chance(self, kind, number):
        return random.Random(f"{self.seed}/{kind}/{number}/{self.members}/{self.structures}")

    def member_id(self, number):
        r = random.Random(f"{self.seed}/ms/{number}")
        return f"{r.choice(STEMS).lower()}{r.choice(TAILS)}-{r.choice(TAILS)}-{number:05d}"

    def structure_id(self, number):
        r = random.Random(f"{self.seed}/ss/{number}")
        return f"{r.choice(ADJECTIVES)}-{r.choice(NOUNS)}-{number:05d}"

    def member(self, number):
        """A member: its id, twelve fields and about 250 words, as a list of pieces."""
        r = self.chance("m", number)
        own = self.member_id(number)
        name = " ".join(word.capitalize() for word in own.split("-")[:2]) + f" {r.choice(FORMS)} {number:05d}"
        fields = {
            "title": name, "description": paragraph(r, 24), "date": moment(number * 2),
            "tags": r.sample(TOPICS, r.randint(3, 5)), "country": r.choice(COUNTRIES), "city": r.choice(CITIES),
            "website": f"https://www.{own}.example/", "email": f"info@{own}.example", "member_type": r.choice(KINDS),
            "founded": r.randint(1920, 2024), "competences": r.sample(TECHNOLOGIES, r.randint(2, 5)),
        }
        partner = self.member_id(r.randrange(self.members))
        product = self.structure_id(r.randrange(self.structures))
        lines = [paragraph(r, 60), "", "## What we do", ""]
        lines += [f"- **{r.choice(ADJECTIVES)} {r.choice(NOUNS)}** – {sentence(r, 8)}" for _ in range(5)]
        lines += ["", "## Capabilities", "", "| Line | Output | Width |", "|:-----|-------:|------:|"]
        lines += [f"| {r.choice(TECHNOLOGIES)} | {r.randint(1, 900)} m²/h | {r.randint(2, 18) * 100} mm |"
                  for _ in range(4)]
        lines += ["", paragraph(r, 30) + " We work with "]
        text = ["\n".join(lines), ("members", partner, "a partner"), " and make ",
                ("structures", product, "this structure")]
        lines = [" together.", ""]
        if number % 10 == 3:
            lines += ["```toml", "[line]", f"voltage_kv = {r.randint(20, 90)}", f'polymer = "{r.choice(POLYMERS)}"',
                      f"distance_mm = {r.randint(80, 240)}  # collector", "enabled = true", "```", ""]
        lines += ["### Contact", "", paragraph(r, 55), ""]
        return own, fields, text + ["\n".join(lines)]

    def structure(self, number):
        """A structure: its id, a table of ten properties, a producer, about 150 words."""
        r = self.chance("s", number)
        own = self.structure_id(number)
        fields = {
            "title": " ".join(own.split("-")[:-1]).capitalize() + f" N{number:05d}",
            "description": paragraph(r, 20), "date": moment(number * 2 + 1),
            "tags": r.sample(TOPICS, r.randint(3, 5)), "polymer": r.choice(POLYMERS),
            "technology": r.choice(TECHNOLOGIES), "applications": r.sample(APPLICATIONS, r.randint(2, 5)),
            "producer": self.member_id(r.randrange(self.members)),
            "properties": [{"name": name, "value": round(r.uniform(low, high), 1), "unit": unit}
                           for name, unit, low, high in PROPERTIES],
        }
        tester = self.member_id(r.randrange(self.members))
        lines = [paragraph(r, 50), "", "## Processing", ""]
        lines += [f"{step + 1}. {sentence(r, 7)}" for step in range(4)]
        lines += ["", paragraph(r, 25) + " Tested at "]
        rest = [".", "", paragraph(r, 35), ""]
        return own, fields, ["\n".join(lines), ("members", tester, "an accredited partner"), "\n".join(rest)]


def sentence(r, length):
    words = []
    for place in range(length):
        part = place % 6
        if part == 0:
            words.append(r.choice(JOINTS) if place else "The")
        elif part < 4:
            words.append(r.choice((ADJECTIVES, NOUNS, VERBS)[part - 1]))
        else:
            words.append(r.choice(WORDS))
    return " ".join(words) + "."


def paragraph(r, words):
    sentences = []
    while words > 0:
        length = min(words, r.randint(9, 17))
        if words - length < 5:
            length = words
        sentences.append(sentence(r, length))
        words -= length
    return " ".join(sentences)


def moment(place):
    """A minute of its own for each record, in no order; 1000003 and 3000000 have no common factor."""
    minutes = place * 1000003 % 3000000
    return datetime.datetime(2015, 1, 1) + datetime.timedelta(minutes=minutes)


def quoted(value):
    return json.dumps(value, ensure_ascii=False)


def front_matter(fields):
    lines = ["---"]
    for key, value in fields.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            lines.append(f"{key}:")
            for row in value:
                first, *others = (f"{name}: {quoted(cell)}" for name, cell in row.items())
                lines += [f"  - {first}"] + [f"    {other}" for other in others]
        elif isinstance(value, list):
            lines.append(f"{key}: [{', '.join(map(quoted, value))}]")
        elif key == "date":
            lines.append(f"{key}: {value}")
        else:
            lines.append(f"{key}: {quoted(value)}")
    return "\n".join(lines + ["---", ""])


def slug(text):
    return text.replace(" ", "-")


class Spunweb:
    """A project with collections of its own, under the addresses that Hugo's site has."""

    folder = "spunweb"
    sections = {"members": "companies", "structures": "layers"}

    def document(self, own, fields, text):
        shown = dict(fields, date=fields["date"].isoformat(), tags=[slug(topic) for topic in fields["tags"]])
        link = lambda section, other, words: f"[{words}]({self.sections[section]}:{other})"
        return front_matter(shown) + joined(text, link)

    def finish(self, root):
        vocabularies = root / "content" / "vocabularies"
        vocabularies.mkdir(exist_ok=True)
        terms = [f"  {slug(topic)}: {{label: {topic}}}" for topic in TOPICS]
        (vocabularies / "topics.yaml").write_text("\n".join(["label: Topics", "route: tags", "terms:"] + terms) + "\n")
        for name in BUILT_IN_VOCABULARIES:
            (vocabularies / f"{name}.yaml").write_text(f"label: {name}\nterms:\n  none: {{label: none}}\n")


class Hugo:
    """A site for Hugo."""

    folder = "hugo"
    sections = {"members": "members", "structures": "structures"}

    def document(self, own, fields, text):
        shown = {"title": fields["title"], "slug": own, **fields,
                 "date": fields["date"].strftime("%Y-%m-%dT%H:%M:00Z")}
        link = lambda section, other, words: f'[{words}]({{{{< relref "/{section}/{other}" >}}}})'
        return front_matter(shown) + joined(text, link)

    def finish(self, root):
        pass


def joined(text, link):
    return "".join(piece if isinstance(piece, str) else link(*piece) for piece in text)


def write(members, structures, out, seed=7):
    """Writes both layouts."""
    corpus = Corpus(members, structures, seed)
    layouts = [Spunweb(), Hugo()]
    for layout in layouts:
        shutil.copytree(HERE / layout.folder, out / layout.folder)
        for section in layout.sections.values():
            (out / layout.folder / "content" / section).mkdir(parents=True, exist_ok=True)
        layout.finish(out / layout.folder)
    for section, count, make in (("members", members, corpus.member), ("structures", structures, corpus.structure)):
        for number in range(count):
            own, fields, text = make(number)
            for layout in layouts:
                folder = out / layout.folder / "content" / layout.sections[section]
                (folder / f"{own}.md").write_text(layout.document(own, fields, text), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--structures", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write(options.members, options.structures, options.out, options.seed)


if __name__ == "__main__":
    main()
