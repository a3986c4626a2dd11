"""An insurance pool: US Letter, three ragged columns, an income statement with bracketed negatives; a wrong total."""

from .blocks import Box, Columns, Design, Furniture, List, Node, Row, Table, h, key, lead, note, p, title
from .draw import Sheet
from .gold import Count, Event, Facts, Figure, Role, RowCount, Sum, Total
from .style import Theme

TEXT: list[Node] = [
    h("What the Pool does"),
    p(
        "When a cyclone hits, money is needed at once, but aid takes months to arrive. The Pacific Storm Risk Pool "
        "(PSRP) bridges the gap. Island states pay a premium every year; if the wind at sea or the shaking of the "
        "ground passes a threshold agreed in advance, the Pool pays out without asking for receipts. The fastest "
        "payment to date reached Tonga in under eight days."
    ),
    p(
        "The Pool was incorporated in Suva, Fiji, on July 1, 2013, with start-up capital of US$ 35 million from three "
        "donors: Australia, Germany and the Asian Development Bank. New Zealand was added to the list of donors in "
        "2018. Each donor has a seat on the Board but no vote."
    ),
    h("Who takes part"),
    p(
        "Nine governments have joined: the Cook Islands, Fiji, Kiribati, Nauru, Samoa, Solomon Islands, Tonga, Tuvalu "
        "and Vanuatu. Samoa chairs the Board until June 2026. Membership is open to any state or territory in the "
        "Pacific; talks with Timor-Leste are well advanced. Taken together, members insure assets worth US$ 8.7 "
        "billion."
    ),
    p(
        "Management is in the hands of Sela Vaipulu, Chief Executive Officer of the Pacific Storm Risk Pool. "
        "Reinsurance is placed in London and Singapore through Hartley Moana Brokers. Consulting actuary Dr. Emil "
        "Brandt reviews the models, a French-built system fed by 64 weather stations and 17 tide gauges."
    ),
    h("Four things we learned"),
    List("L1", [
        "Pay fast, explain later: a transparent threshold beats a perfect survey",
        "Small schools and clinics should be insured, too",
        "Satellite data are good; satellite data plus a phone call are better",
        "Premiums must be budgeted for before the season, not after it",
    ], marks=("•",)),
    h("The year in review"),
    p(
        "The 2023–24 season brought five named storms. Cyclone Lorna made landfall on Efate, Vanuatu, on January 23, "
        "2024, with gusts of up to 215 km/h, and triggered a payout of US$ 11.2 million; it was followed by floods in "
        "Fiji and a drought in Kiribati. In all, claims of US$ 27.3 million were paid, the highest figure since the "
        "Pool was set up. At least 38,000 families received part of the money through cash transfers."
    ),
    p(
        "A volatile bond market led to a loss of US$ 1.4 million on investments. Because reserves are solid, premiums "
        "will nevertheless remain unchanged for 2024-25; on average they make up a little more than 0.6% of a "
        "member’s budget. The rate-on-line, as underwriters call it, compares well with that of older pools."
    ),
    h("What is new"),
    p(
        "A drought product, long asked for by atoll states, goes on sale in October 2024. It will be tested in "
        "Tuvalu and Nauru first. The Pool also offers a follow-up service: engineers inspect roofs in the off-"
        "season and recommend low-cost repairs. The Ministry of Finance of Fiji and the University of Apia are "
        "partners in this roof-by-roof campaign."
    ),
    h("Meetings"),
    p(
        "The eleventh Annual General Meeting took place in Apia, Samoa, on August 14, 2024. Kiribati will host the "
        "next one, in Tarawa, in August 2025. A donor round table is set for February 3–4, 2025."
    ),
]  # fmt: skip

STATEMENT: list[Node] = [
    Table("T1", [
        ["US$ million, year to June 30", "2023", "2024"],
        ["Premiums", "41.6", "44.9"],
        ["Income from investments", "3.2", "(1.4)"],
        ["Donor grants", "12.0", "9.5"],
        ["Claims paid", "(18.7)", "(27.3)"],
        ["Reinsurance", "(14.9)", "(16.2)"],
        ["Administration*", "(4.1)", "(4.4)"],
        ["Surplus", "19.1", "6.1"],
    ], caption="Exhibit 1. Statement of income", rules="three", shares=(3, 1, 1), total=True),
    Table("T2", [
        ["Member", "Premium", "Payout", "Ratio (%)"],
        ["Fiji", "13.8", "7.9", "57"],
        ["Vanuatu", "7.2", "11.2", "156"],
        ["Solomon Islands", "6.9", "–", "0"],
        ["Samoa", "5.4", "–", "0"],
        ["Tonga", "4.6", "3.1", "67"],
        ["Kiribati", "2.7", "5.1", "189"],
        ["Cook Islands", "2.1", "–", "0"],
        ["Tuvalu", "1.3", "–", "0"],
        ["Nauru", "0.9", "–", "0"],
        ["Total", "44.9", "27.3", "61"],
    ], caption="Exhibit 2. Premiums and payouts by member, 2024 (US$ million)", rules="banded", shares=(3, 1, 1, 1),
       total=True),
    note("* Including audit fees."),
]  # fmt: skip

POOL = "Pacific Storm Risk Pool"
DONORS = "from three donors: Australia, Germany and the Asian Development Bank"
JOINED = ("Nine governments have joined: the Cook Islands, Fiji, Kiribati, Nauru, Samoa, Solomon Islands, Tonga, "
          "Tuvalu and Vanuatu")  # fmt: skip
MEMBERS = ("Cook Islands", "Fiji", "Kiribati", "Nauru", "Samoa", "Solomon Islands", "Tonga", "Tuvalu", "Vanuatu")
ROOFS = "The Ministry of Finance of Fiji and the University of Apia are partners in this roof-by-roof campaign"

FACTS = Facts(
    country=["TON", "FJI", "AUS", "DEU", "NZL", "COK", "KIR", "NRU", "WSM", "SLB", "TUV", "VUT", "TLS", "SGP"],
    organisation=[POOL, "Asian Development Bank", "Hartley Moana Brokers", "Ministry of Finance of Fiji",
                  "University of Apia"],
    person=["Sela Vaipulu", "Emil Brandt"],
    place=["Pacific", "Suva", "London", "Efate", "Apia", "Tarawa"],
    figures=[
        Figure("under eight days", 8, "days", "<"),
        Figure("start-up capital of US$ 35 million", 35e6, "start-up capital", unit="USD"),
        Figure("three donors", 3, "donors"),
        Figure("Nine governments", 9, "governments"),
        Figure("assets worth US$ 8.7 billion", 8.7e9, "assets", unit="USD"),
        Figure("64 weather stations", 64, "weather stations"),
        Figure("17 tide gauges", 17, "tide gauges"),
        Figure("Four things", 4, "things"),
        Figure("five named storms", 5, "named storms"),
        Figure("gusts of up to 215 km/h", 215, "gusts", "<=", "km/h"),
        Figure("a payout of US$ 11.2 million", 11.2e6, "payout", unit="USD"),
        Figure("claims of US$ 27.3 million", 27.3e6, "claims", unit="USD"),
        Figure("At least 38,000 families", 38000, "families", ">="),
        Figure("a loss of US$ 1.4 million on investments", 1.4e6, "loss", unit="USD"),
        Figure("a little more than 0.6% of a member’s budget", 0.6, "member’s budget", ">", "%"),
        Figure("1.9x cover of claims by reserves", 1.9, "cover of claims by reserves"),
        Figure("US$ 76m total reserves", 76e6, "total reserves", unit="USD"),
    ],
    events=[
        Event("The Pool was incorporated in Suva, Fiji, on July 1, 2013", "incorporation of the Pool", "2013-07-01",
              place="Suva", country="FJI"),
        Event("Cyclone Lorna made landfall on Efate, Vanuatu, on January 23, 2024", "landfall of Cyclone Lorna",
              "2024-01-23", place="Efate", country="VUT"),
        Event("A drought product, long asked for by atoll states, goes on sale in October 2024",
              "drought product on sale", "2024-10"),
        Event("The eleventh Annual General Meeting took place in Apia, Samoa, on August 14, 2024",
              "Annual General Meeting", "2024-08-14", place="Apia", country="WSM", ordinal=11),
        Event("Kiribati will host the next one, in Tarawa, in August 2025", "Annual General Meeting", "2025-08",
              place="Tarawa", country="KIR"),
        Event("A donor round table is set for February 3–4, 2025", "donor round table", "2025-02-03", "2025-02-04"),
    ],
    roles=[
        *(Role(DONORS, c, "donor", POOL) for c in ("Australia", "Germany", "Asian Development Bank")),
        Role("New Zealand was added to the list of donors in 2018", "New Zealand", "donor", POOL, since="2018"),
        *(Role(JOINED, c, "member", POOL) for c in MEMBERS),
        Role("Samoa chairs the Board until June 2026", "Samoa", "chair", "Board", until="2026-06"),
        Role("Sela Vaipulu, Chief Executive Officer of the Pacific Storm Risk Pool", "Sela Vaipulu",
             "Chief Executive Officer", POOL),
        Role("Consulting actuary Dr. Emil Brandt", "Emil Brandt", "consulting actuary", POOL),
        Role(ROOFS, "Ministry of Finance of Fiji", "partner", "roof-by-roof campaign"),
        Role(ROOFS, "University of Apia", "partner", "roof-by-roof campaign"),
        Role("Kiribati will host the next one", "Kiribati", "host", "Annual General Meeting"),
    ],
    checks=[
        Count("Four things we learned", 4, "L1"),
        RowCount("Nine governments", 9, "T2"),
        Total("T1", 1),
        Total("T1", 2),
        Total("T2", 1),
        Sum("claims of US$ 27.3 million", "27.3", agree=True, note="claims in the text against the tables"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s09",
    "two pages, US Letter; two cards with key figures; three narrow ragged columns over the page; open table with "
    "bracketed negatives and banded table with dashes, across the page; header in three parts; content stream reversed",
    Design(
        [
            Columns([title("Pacific Storm Risk Pool"), lead("Quick money after the storm: annual fact sheet 2024")]),
            Row([
                Box([key("1.9x", "cover of claims by reserves")], fill="#fbe9d7"),
                Box([key("US$ 76m", "total reserves")], fill="#fbe9d7"),
            ]),
            Columns(TEXT, widths=(1, 1, 1), gutter=15),
            Columns(STATEMENT),
        ],
        Theme(body="serif", size=12, leading=15.1, accent="#9a3412", justify=False, slack=0.1, key_align="center"),
        paper=(612, 792),
        margins=(60, 50, 48, 50),
        furniture=Furniture(("PSRP", "Disaster risk finance", "2024"), number="{n} of {N}"),
        stream="reversed",
    ),
    FACTS,
)  # fmt: skip
