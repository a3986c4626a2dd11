"""A seed bank: pages drawn sideways and turned, one wide column, boxes side by side, nested instructions."""

from .blocks import Box, Columns, Design, Furniture, List, Node, Picture, Row, Table, caption, h, lead, note, p, title
from .draw import Sheet
from .gold import Count, Event, Facts, Figure, Role, RowCount, Sum, Total
from .style import Theme

OPENING: list[Node] = [
    title("A pantry for the day after tomorrow"),
    lead("The Pamir Crop Diversity Bank in Khorog, Tajikistan"),
    p(
        "High in the mountains, where wheat has been grown for longer than anyone can tell, stands a low building with "
        "a grass roof. Inside, at a steady −18 °C, the Pamir Crop Diversity Bank keeps the seeds of apricots’ poorer "
        "cousins: barley, peas, rye, lentils, flax and, above all, wheat. The collection counts 17,480 "
        "samples<sup>1</sup> of 63 species. Most are landraces that farmers bred by patience rather than by plan, and "
        "many have vanished from the fields since."
    ),
]

BOXES = [
    Box([
        h("Cold", 2),
        p(
            "Long-term store: −18 °C, relative humidity below 5%, steel doors, two independent compressors. A power "
            "cut of up to 72 hours does no harm."
        ),
    ], edge="#55636b", fill="#eef2f4"),
    Box([
        h("Dry", 2),
        p(
            "Seeds are dried for some six weeks until they contain between 3% and 7% moisture, then sealed in foil "
            "bags of 250 grams."
        ),
    ], edge="#55636b", fill="#eef2f4"),
    Box([
        h("Double", 2),
        p("Over 12,900 samples have been copied and sent to Norway, where they lie under permafrost, just in case."),
    ], edge="#55636b", fill="#eef2f4"),
]  # fmt: skip

STORY: list[Node] = [
    h("Whose seeds are they?"),
    p(
        "The Bank belongs to no government. It was founded in 1994 by the Academy of Mountain Agriculture and two "
        "village co-operatives, and a treaty among Tajikistan, Kyrgyzstan, Afghanistan and Pakistan, concluded in "
        "Dushanbe on 11 April 2006, placed it under a common roof. The four signatories appoint a council, which is "
        "chaired by Pakistan until the end of 2026 and meets in spring. Uzbekistan and China send observers. Professor "
        "Gulnora Mirzoeva is Director of the Pamir Crop Diversity Bank; her predecessor, Otto Bergengruen, stays on as "
        "curator of wheat."
    ),
    p(
        "Anyone who wishes to breed, study or sow may ask for seeds. In 2023 the Bank sent out 2,215 packets, more "
        "than ever before, to recipients in 29 countries. Requests from farmers made up just over 40% of the total, a "
        "share that has never been higher. A one-page agreement comes with each packet; the seeds are free, and "
        "growers are asked to send a handful back after the harvest."
    ),
    h("How to send us seeds"),
    p("We welcome old varieties from gardens and fields. Please follow six simple steps:"),
    List("L1", [
        "Write to us first, and tell us where the seeds come from",
        ("Collect from healthy plants only", [
            "at least 50 plants for grasses and cereals",
            "fewer for vegetables, if there are no more",
        ]),
        "Dry the seeds in the shade, never in an oven",
        ("Label each bag", [
            "local name of the variety",
            "village, altitude and date",
            "your name, if you wish it to be recorded",
        ]),
        "Pack the bags in a tin with a tight lid",
        "Post the tin with the green form on the outside",
    ], marks=("1", "–")),
    h("What is in the store"),
    Table("T1", [
        ["Crop", "Samples", "Of which regenerated", "Oldest sample"],
        ["Wheat", "8,120", "1,344", "1928"],
        ["Barley", "4,365", "702", "1931"],
        ["Peas and lentils", "2,710", "518", "1954"],
        ["Rye", "1,195", "160", "1940"],
        ["Other crops", "1,090", "231", "1967"],
        ["Total", "17,480", "2,955", ""],
    ], caption="Table 1. The collection at the end of 2023", rules="rows", shares=(2, 1, 1.5, 1), total=True,
       caption_below=True),
    Picture(70),
    caption("Regeneration plots above the Gunt valley"),
    h("Who pays the electricity bill"),
    p(
        "Keeping things cold costs money. The running costs of about CHF 1.35 million a year are shared by three "
        "donors: Switzerland, the Republic of Ireland and the Crop Heritage Fund (CHF 400,000 of the total comes from "
        "the Fund’s endowment). The signatories bear the salaries. With a one-off grant of NOK 18 million, Norway has "
        "enabled the Bank to replace its compressors, and the solar roof, with a peak output of 120 kW, was a gift of "
        "the town of Khorog."
    ),
    Table("T2", [
        ["Donor", "Contribution (CHF)"],
        ["Switzerland", "610,000"],
        ["Crop Heritage Fund", "400,000"],
        ["Ireland", "340,000"],
        ["All donors", "1,350,000"],
    ], caption="Table 2. Donors to the running costs, 2023", rules="none", shares=(2, 1), total=True),
    h("Next steps"),
    p(
        "Dormant seeds are not dead, but they do not last for ever. Between 2024 and 2028 every sample will be tested, "
        "and whatever sprouts poorly will be sown anew: a five-year, all-hands effort for which extra field-workers "
        "are being hired. The 9th International Landrace Symposium will be held in Bishkek, Kyrgyzstan, from 29 "
        "September to 2 October 2025. An open day takes place every year in July, when the apricots are ripe. "
        "Visitors should bring a warm coat all the same."
    ),
]  # fmt: skip

BANK = "Pamir Crop Diversity Bank"
TREATY = "a treaty among Tajikistan, Kyrgyzstan, Afghanistan and Pakistan, concluded in Dushanbe on 11 April 2006"
GIVERS = "three donors: Switzerland, the Republic of Ireland and the Crop Heritage Fund"

FACTS = Facts(
    country=["TJK", "KGZ", "AFG", "PAK", "UZB", "CHN", "NOR", "CHE", "IRL"],
    organisation=[BANK, "Academy of Mountain Agriculture", "Crop Heritage Fund"],
    person=["Gulnora Mirzoeva", "Otto Bergengruen"],
    place=["Khorog", "Dushanbe", "Bishkek", "Gunt valley"],
    figures=[
        Figure("at a steady −18 °C", -18, "", unit="°C"),
        Figure("17,480 samples", 17480, "samples", of=BANK),
        Figure("63 species", 63, "species"),
        Figure("relative humidity below 5%", 5, "relative humidity", "<", "%"),
        Figure("two independent compressors", 2, "independent compressors"),
        Figure("up to 72 hours", 72, "hours", "<="),
        Figure("some six weeks", 6, "weeks", "~"),
        Figure("between 3% and 7% moisture", 3, "moisture", unit="%", to=7),
        Figure("foil bags of 250 grams", 250, "foil bags", unit="g"),
        Figure("Over 12,900 samples", 12900, "samples", ">"),
        Figure("two village co-operatives", 2, "village co-operatives"),
        Figure("four signatories", 4, "signatories"),
        Figure("2,215 packets", 2215, "packets"),
        Figure("29 countries", 29, "countries"),
        Figure("just over 40% of the total", 40, "total", ">", "%"),
        Figure("six simple steps", 6, "simple steps"),
        Figure("at least 50 plants", 50, "plants", ">="),
        Figure("The running costs of about CHF 1.35 million", 1.35e6, "running costs", "~", "CHF"),
        Figure("three donors", 3, "donors"),
        Figure("CHF 400,000 of the total", 400000, "total", unit="CHF"),
        Figure("a one-off grant of NOK 18 million", 18e6, "one-off grant", unit="NOK"),
        Figure("a peak output of 120 kW", 120, "peak output", unit="kW"),
    ],
    events=[
        Event("It was founded in 1994", f"founding of the {BANK}", "1994"),
        Event(TREATY, "conclusion of the treaty", "2006-04-11", place="Dushanbe", country="TJK"),
        Event("The 9th International Landrace Symposium will be held in Bishkek, Kyrgyzstan, from 29 September to "
              "2 October 2025", "9th International Landrace Symposium", "2025-09-29", "2025-10-02", "Bishkek", "KGZ",
              9),
    ],
    roles=[
        *(Role(TREATY, c, "signatory", "treaty") for c in ("Tajikistan", "Kyrgyzstan", "Afghanistan", "Pakistan")),
        Role("chaired by Pakistan until the end of 2026", "Pakistan", "chair", "council", until="2026"),
        Role("Uzbekistan and China send observers", "Uzbekistan", "observer", "council"),
        Role("Uzbekistan and China send observers", "China", "observer", "council"),
        Role("Gulnora Mirzoeva is Director of the Pamir Crop Diversity Bank", "Gulnora Mirzoeva", "Director", BANK),
        Role("Otto Bergengruen, stays on as curator of wheat", "Otto Bergengruen", "curator of wheat", BANK),
        Role(GIVERS, "Switzerland", "donor", "running costs"),
        Role(GIVERS, "Republic of Ireland", "donor", "running costs"),
        Role(GIVERS, "Crop Heritage Fund", "donor", "running costs"),
        Role("With a one-off grant of NOK 18 million, Norway has enabled the Bank to replace its compressors", "Norway",
             "donor", BANK),
    ],
    checks=[
        Count("six simple steps", 6, "L1"),
        RowCount("three donors", 3, "T2"),
        Total("T1", 1),
        Total("T1", 2),
        Total("T2", 1),
        Sum("17,480 samples", "17,480", agree=True, note="samples in the text against the total of Table 1"),
        Sum("CHF 1.35 million", "1,350,000", agree=True, note="running costs in the text against the total of Table 2"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s08",
    "A4, drawn sideways with /Rotate 90; one wide justified column; three outlined boxes in a row; numbered list with "
    "bullets – below it; table with lines between rows and its caption below, open table; footnote at the foot of a "
    "page; header on the left, page number in the middle",
    Design(
        [Columns(OPENING), Row(BOXES), Columns(STORY)],
        Theme(body="serif", display="serif", size=11, leading=14.4, accent="#33505c", slack=0.04),
        margins=(62, 72, 60, 72),
        furniture=Furniture(("Seeds and soils",), number="{n} | {N}", number_at="center"),
        notes={1: [note("<sup>1</sup> As of 31 December 2023; duplicates are not counted.")]},
        turned=True,
    ),
    FACTS,
)
