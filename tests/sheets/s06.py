"""A library consortium: a newsletter page of four narrow columns, drop cap, pull quote; a list that is one short."""

from .blocks import Box, Columns, Design, Furniture, List, Node, Row, Table, drop, h, lead, note, p, quote, title
from .draw import Sheet
from .gold import Count, Event, Facts, Figure, Role, Total
from .style import Theme

TEXT: list[Node] = [
    drop(
        "Not so long ago a reader in Rijeka who wanted a book from Bari had to write a letter and wait. Today the "
        "same request takes a mouse-click, and the parcel is on the night ferry. Behind that click stands the Adriatic "
        "Library Consortium (ALC), a not-for-profit association of 112 public and university libraries around the "
        "sea that gave it its name. Together they hold close to 48 million volumes."
    ),
    h("Beginnings"),
    p(
        "It all started with a broken photocopier. In October 2003 the directors of three libraries met in Trieste, "
        "Italy, to discuss a joint repair contract, and parted with the outline of a joint catalogue. The Consortium "
        "was founded on 9 May 2004, Europe Day, and has its seat in Zadar, Croatia. Slovenia, Montenegro and Albania "
        "are represented in its council through their national libraries; Bosnia and Herzegovina joined in 2011, and "
        "Greece takes part as an observer."
    ),
    h("What members get"),
    p(
        "Co\u00adopera\u00adtion begins behind the scenes. Records are cor\u00adrected once and re-used by all; "
        "licences for elec\u00adtronic journals are nego\u00adtiated jointly, which saves an average of 22% on list "
        "prices. Small town libraries benefit most: they obtain full-text access for a flat fee of €350 a year. "
        "Members that digitise on behalf of others are paid per page."
    ),
    quote("“A catalogue is a promise, and a promise has to be kept.”"),
    p(
        "The words are those of Mirela Kovačić-Doda, President of the Adriatic Library Consortium since 2019. Her "
        "vice-president, Paolo Brentani, directs the city library of Ancona. The day-to-day work is done by a "
        "team of nineteen, led by Secretary-General Ana Prelević."
    ),
    h("Nine services"),
    List(
        "L1",
        [
            "The joint catalogue",
            "Inter-library loan by sea and road",
            "A shared depot for little-used books",
            "Licensing of journals and e-books",
            "Digitisation of newspapers",
            "Training for book restorers",
            "A travelling children’s library on board a former fishing-boat",
            "Legal advice on copyright",
        ],
        marks=("»",),
    ),
    h("Money"),
    p(
        "Members’ fees come to €4.2 million a year, graded by population. Projects add between €1.5 million and €1.9 "
        "million, most of it from the European Union’s cross-border programmes. For the shared depot in Koper, the "
        "Fondazione Mare Nostrum Libri gave the money for the building, and the Slovenian Ministry of Culture "
        "provided the site rent-free. The depot has 64 kilometres of shelves, of which fewer than 20 kilometres are "
        "still empty."
    ),
    h("Floods, fire, virus"),
    p(
        "Not every year was a good one. The earthquake of November 2019 closed the library of Durrës for months; "
        "volunteers from all member states rescued some 90,000 books, many of them on foot. The COVID-19 pandemic "
        "shut reading rooms but doubled the use of e-books, and the low-income discount, meant as a short-term "
        "measure, has become per\u00admanent. A risk fund of two million euros was set up in 2021."
    ),
    h("Next on the shelf"),
    p(
        "The 20th General Assembly met in Dubrovnik on 23 and 24 May 2024 under the motto “Reading without borders”. "
        "It elected the new council for 2024–2027 and called for a fairer deal for translators. The Night of the "
        "Libraries takes place on 18 October 2025 in all member towns, from dusk to mid-night and beyond. A "
        "machine-readable version of the joint catalogue will be released under an open licence in March 2026."
    ),
]

TABLE = Table(
    "T1",
    [
        ["Country", "Libraries", "Volumes (million)", "Loans (thousand)"],
        ["Italy", "41", "21.4", "312"],
        ["Croatia", "33", "11.2", "268"],
        ["Slovenia", "14", "8.3", "154"],
        ["Bosnia and Herzegovina", "10", "2.9", "47"],
        ["Albania", "8", "2.4", "39"],
        ["Montenegro", "6", "1.6", "28"],
        ["Total", "112", "47.8", "848"],
    ],
    caption="Libraries, holdings and inter-library loans<sup>a</sup>",
    rules="three",
    shares=(2, 1, 1.2, 1.2),
    total=True,
)

CONSORTIUM = "Adriatic Library Consortium"
COUNCIL = "Slovenia, Montenegro and Albania are represented in its council"

FACTS = Facts(
    country=["ITA", "HRV", "SVN", "MNE", "ALB", "BIH", "GRC"],
    organisation=[CONSORTIUM, "European Union", "Fondazione Mare Nostrum Libri", "Slovenian Ministry of Culture"],
    person=["Mirela Kovačić-Doda", "Paolo Brentani", "Ana Prelević"],
    place=["Rijeka", "Bari", "Trieste", "Zadar", "Ancona", "Koper", "Durrës", "Dubrovnik"],
    figures=[
        Figure("112 public and university libraries", 112, "public and university libraries", of=CONSORTIUM),
        Figure("close to 48 million volumes", 48e6, "volumes", "~"),
        Figure("three libraries", 3, "libraries"),
        Figure("saves an average of 22% on list prices", 22, "list prices", unit="%"),
        Figure("a flat fee of €350", 350, "flat fee", unit="EUR"),
        Figure("a team of nineteen", 19, "team"),
        Figure("Nine services", 9, "services"),
        Figure("Members’ fees come to €4.2 million", 4.2e6, "members’ fees", unit="EUR"),
        Figure("Projects add between €1.5 million and €1.9 million", 1.5e6, "projects", unit="EUR", to=1.9e6),
        Figure("64 kilometres of shelves", 64, "shelves", unit="km"),
        Figure("fewer than 20 kilometres", 20, "", "<", "km"),
        Figure("some 90,000 books", 90000, "books", "~"),
        Figure("A risk fund of two million euros", 2e6, "risk fund", unit="EUR"),
    ],
    events=[
        Event("In October 2003 the directors of three libraries met in Trieste, Italy", "meeting of the directors",
              "2003-10", place="Trieste", country="ITA"),
        Event("The Consortium was founded on 9 May 2004", "founding of the Consortium", "2004-05-09"),
        Event("The earthquake of November 2019", "earthquake", "2019-11"),
        Event("A risk fund of two million euros was set up in 2021", "setting up of the risk fund", "2021"),
        Event("The 20th General Assembly met in Dubrovnik on 23 and 24 May 2024", "20th General Assembly",
              "2024-05-23", "2024-05-24", "Dubrovnik", "HRV", 20),
        Event("The Night of the Libraries takes place on 18 October 2025", "Night of the Libraries", "2025-10-18"),
        Event("A machine-readable version of the joint catalogue will be released under an open licence in March 2026",
              "release of the joint catalogue", "2026-03"),
    ],
    roles=[
        *(Role(COUNCIL, c, "member", "council") for c in ("Slovenia", "Montenegro", "Albania")),
        Role("Bosnia and Herzegovina joined in 2011", "Bosnia and Herzegovina", "member", CONSORTIUM, since="2011"),
        Role("Greece takes part as an observer", "Greece", "observer", CONSORTIUM),
        Role("Mirela Kovačić-Doda, President of the Adriatic Library Consortium since 2019", "Mirela Kovačić-Doda",
             "President", CONSORTIUM, since="2019"),
        Role("Her vice-president, Paolo Brentani", "Paolo Brentani", "vice-president", CONSORTIUM),
        Role("Secretary-General Ana Prelević", "Ana Prelević", "Secretary-General", CONSORTIUM),
        Role("the Fondazione Mare Nostrum Libri gave the money for the building",
             "Fondazione Mare Nostrum Libri", "donor", "shared depot"),
    ],
    checks=[Count("Nine services", 9, "L1"), Total("T1", 1), Total("T1", 2), Total("T1", 3)],
)  # fmt: skip

SHEET = Sheet(
    "s06",
    "newsletter, A4; title in a tinted band; four narrow justified columns with rules between, much hyphenation; "
    "drop cap; pull quote; bullets »; open table across the page; footnote with a letter; footer in two parts, number",
    Design(
        [
            Row([Box([title("Reading across the water"), lead("News from the libraries of the Adriatic")],
                     fill="#f3e3d3", pad=12)]),
            Columns(TEXT, widths=(1, 1, 1, 1), gutter=14, rule=True),
            Columns([TABLE, note("<sup>a</sup> Loans between members only, in 2023.")]),
        ],
        Theme(body="vera", display="serif", size=9.1, leading=12.4, accent="#7a2d1c", slack=0.0, head_size=12),
        margins=(40, 40, 48, 40),
        furniture=Furniture(footer=("Adriatic Library Consortium", "Spring issue"), number="{n}", number_at="center"),
    ),
    FACTS,
)  # fmt: skip
