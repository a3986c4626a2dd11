"""A river commission: two justified columns over two pages, footnote at the foot, stream written row by row."""

from .blocks import Columns, Design, Furniture, List, Node, Table, h, lead, note, p, title
from .draw import Sheet
from .gold import Count, Event, Facts, Figure, Role, Sum, Total
from .style import Theme

TEXT: list[Node] = [
    h("Who we are"),
    p(
        "The Joint Commission for the Ubangi and Sangha Rivers (JCUS) looks after more than 1,900 kilometres of "
        "navigable water in the heart of Africa. It was founded by treaty in Bangui on 6 November 1999 and answers "
        "to four governments: Cameroon, the Central African Republic, Congo and the Democratic Republic of the Congo "
        "are its members. Chad sits at the table as an observer, since several of the smaller tributaries rise on "
        "its side of the watershed."
    ),
    p(
        "Since 1 July 2023 the Commission has been chaired by Congo, which took over from Cameroon. Day-to-day "
        "business is run from Brazzaville by a staff of thirty-two under the Executive Secretary, Marie-Claire "
        "Ngoma. Her deputy, Pascal Yakoma, leads the hydrographic service, whose launches sound the channel before "
        "each low-water season and again when the first rains have shifted the sandbars."
    ),
    h("Why the rivers matter"),
    p(
        "Where there is no tarmac, the river is the road. Barges take cement, fuel and maize flour upstream and "
        "bring coffee, palm oil and sawn wood down; a single convoy replaces about 180 lorries. Freight reached "
        "412,000 tonnes in 2023,<sup>1</sup> an increase of 8.5% on the year before, and roughly 640,000 passengers "
        "travelled on licensed boats. In the dry months, however, the draught below Bangui can shrink to less than "
        "0.9 metres, and long-distance traffic all but stops until the water returns."
    ),
    p(
        "The basin is also a larder and a home. An estimated 3.1 million people live within a day’s paddle of the "
        "fairway, most of them fishing families and smallholders, and nearly a third of households earn something "
        "from the boats: as porters, cooks, rope-makers or owners of a riverside inn. After the flood of December "
        "2019, the highest on record, whole quarters of Mossaka and Impfondo had to be rebuilt on raised ground."
    ),
    h("Four lines of work"),
    List(
        "L1",
        [
            "Channel: dredge the worst sandbars and mark the fairway with buoys and lights",
            "Safety: inspect boats, license pilots and send out a daily water-level bulletin by radio",
            "Trade: one waybill, one tariff and one customs check for cross-border cargo",
            "Nature: keep barges, wash and waste away from spawning grounds and flooded forest",
        ],
    ),
    h("Who pays"),
    p(
        "Members each pay a flat contribution of €250,000 a year, while the toll on cargo brings in another €1.4 "
        "million. Larger works depend on outside help. The channel programme is financed by the African Development "
        "Bank (AfDB), with a loan of US$ 35 million, and by the European Union, with a grant of €12.6 million. Belgium "
        "lends two dredging engineers and a short- and medium-range radio network, both of which have been running "
        "without a break since the first season."
    ),
    h("What has been done"),
    List(
        "L2",
        [
            "315 buoys and beacons renewed between Bangui and the confluence",
            "Up to 14 sandbars dredged in each low-water season",
            "At least 120 pilots trained, among them 11 women",
            "Two inspection launches bought for the Sangha",
        ],
        marks=("–",),
    ),
    p(
        "Accidents have become rarer. Fewer than 30 people lost their lives on the two rivers in 2023, against 71 "
        "deaths in the year before the rules on life-jackets and night-time sailing came into force. The rules are "
        "simple, the fines are low, and skippers’ associations have helped to write them; in the older river-side "
        "towns they are painted on the wall of the landing-stage in five languages."
    ),
    h("Decisions and dates"),
    p(
        "The Council of Ministers takes the decisions. Its 24th session was held in Kinshasa, Democratic Republic of "
        "the Congo, on 14–15 March 2024 and adopted a single waybill; the 25th session will take place in Yaoundé "
        "from 4 to 6 March 2025, with Cameroon as host. A new River Code, on which the legal experts have worked for "
        "a long time, enters into force in January 2026. Until then the bilateral agreements apply, and skippers are "
        "asked to keep both sets of papers on board."
    ),
    Table(
        "T1",
        [
            ["Port", "2022", "2023"],
            ["Bangui", "148", "161"],
            ["Ouésso", "74", "79"],
            ["Impfondo", "66", "70"],
            ["Nola", "31", "33"],
            ["Mossaka", "61", "69"],
            ["All ports", "380", "412"],
        ],
        caption="Table 1. Freight by port (thousand tonnes)",
        shares=(2, 1, 1),
        total=True,
    ),
]

MEMBERS = "Cameroon, the Central African Republic, Congo and the Democratic Republic of the Congo are its members"
COMMISSION = "Joint Commission for the Ubangi and Sangha Rivers"

FACTS = Facts(
    country=["CMR", "CAF", "COG", "COD", "TCD", "BEL"],
    organisation=[COMMISSION, "African Development Bank", "European Union", "Council of Ministers"],
    person=["Marie-Claire Ngoma", "Pascal Yakoma"],
    place=["Ubangi", "Sangha", "Africa", "Bangui", "Brazzaville", "Mossaka", "Impfondo", "Kinshasa",
           "Yaoundé", "Ouésso", "Nola"],
    figures=[
        Figure("more than 1,900 kilometres of navigable water", 1900, "navigable water", ">", "km", of=COMMISSION),
        Figure("four governments", 4, "governments"),
        Figure("a staff of thirty-two", 32, "staff", of=COMMISSION),
        Figure("about 180 lorries", 180, "lorries", "~"),
        Figure("Freight reached 412,000 tonnes", 412000, "freight", unit="t"),
        Figure("an increase of 8.5%", 8.5, "increase", unit="%"),
        Figure("roughly 640,000 passengers", 640000, "passengers", "~"),
        Figure("the draught below Bangui can shrink to less than 0.9 metres", 0.9, "draught", "<", "m"),
        Figure("An estimated 3.1 million people", 3.1e6, "people", "~"),
        Figure("nearly a third of households", 33.333333, "households", "~", "%"),
        Figure("Four lines of work", 4, "lines of work"),
        Figure("a flat contribution of €250,000", 250000, "contribution", unit="EUR"),
        Figure("the toll on cargo brings in another €1.4 million", 1.4e6, "toll on cargo", unit="EUR"),
        Figure("a loan of US$ 35 million", 35e6, "loan", unit="USD"),
        Figure("a grant of €12.6 million", 12.6e6, "grant", unit="EUR"),
        Figure("two dredging engineers", 2, "dredging engineers"),
        Figure("315 buoys and beacons", 315, "buoys and beacons"),
        Figure("Up to 14 sandbars", 14, "sandbars", "<="),
        Figure("At least 120 pilots", 120, "pilots", ">="),
        Figure("11 women", 11, "women"),
        Figure("Two inspection launches", 2, "inspection launches"),
        Figure("Fewer than 30 people", 30, "people", "<"),
        Figure("71 deaths", 71, "deaths"),
        Figure("five languages", 5, "languages"),
    ],
    events=[
        Event("It was founded by treaty in Bangui on 6 November 1999", f"founding of the {COMMISSION}", "1999-11-06",
              place="Bangui", country="CAF"),
        Event("the flood of December 2019", "flood", "2019-12"),
        Event("Its 24th session was held in Kinshasa, Democratic Republic of the Congo, on 14–15 March 2024",
              "24th session of the Council of Ministers", "2024-03-14", "2024-03-15", "Kinshasa", "COD", 24),
        Event("the 25th session will take place in Yaoundé from 4 to 6 March 2025",
              "25th session of the Council of Ministers", "2025-03-04", "2025-03-06", "Yaoundé", "CMR", 25),
        Event("A new River Code, on which the legal experts have worked for a long time, enters into force "
              "in January 2026", "entry into force of the River Code", "2026-01"),
    ],
    roles=[
        *(Role(MEMBERS, m, "member", COMMISSION) for m in
          ("Cameroon", "Central African Republic", "Congo", "Democratic Republic of the Congo")),
        Role("Chad sits at the table as an observer", "Chad", "observer", COMMISSION),
        Role("Since 1 July 2023 the Commission has been chaired by Congo", "Congo", "chair", COMMISSION, "2023-07-01"),
        Role("the Executive Secretary, Marie-Claire Ngoma", "Marie-Claire Ngoma", "Executive Secretary", COMMISSION),
        Role("Her deputy, Pascal Yakoma, leads the hydrographic service", "Pascal Yakoma", "lead",
             "hydrographic service"),
        Role("The channel programme is financed by the African Development Bank", "African Development Bank", "donor",
             "channel programme"),
        Role("by the European Union, with a grant of €12.6 million", "European Union", "donor", "channel programme"),
        Role("with Cameroon as host", "Cameroon", "host", "25th session"),
    ],
    checks=[
        Count("Four lines of work", 4, "L1"),
        Total("T1", 1),
        Total("T1", 2),
        Sum("Freight reached 412,000 tonnes", "412", agree=True, note="freight in the text against Table 1"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s01",
    "two pages, A4; title across, two justified columns with hyphenation; running header in two parts, page number; "
    "footnote at the foot of a page; ruled table; bullets • and –; content stream row by row across the columns",
    Design(
        [
            Columns(
                [
                    title("Two rivers, one waterway"),
                    lead("A portrait of the commission that keeps the barges moving"),
                ]
            ),
            Columns(TEXT, widths=(1, 1)),
        ],
        Theme(body="serif", display="serif", size=11, leading=14.2, slack=0.03, accent="#12344d"),
        margins=(64, 62, 60, 62),
        furniture=Furniture(("Rivers and ports", "Fact sheet no. 7"), number="Page {n} of {N}"),
        notes={1: [note("<sup>1</sup> Tonnes loaded and unloaded; goods in transit are counted once.")]},
        stream="rows",
    ),
    FACTS,
)
