"""A fisheries treaty: TrueType font, side panel with a key-value table, tables of parties; a wrong total."""

from .blocks import Aside, Box, Columns, Design, Furniture, Node, Table, h, key, lead, note, p, title
from .draw import Sheet
from .gold import Event, Facts, Figure, Role, RowCount, Sum, Total
from .style import Theme

PANEL = Box([
    h("At a glance"),
    key("1.9 million km²", "of ocean under joint management"),
    key("224", "licensed vessels"),
    key("US$ 640 million", "landed value in 2023"),
    Table("T1", [
        ["Chair", "Palau"],
        ["Headquarters", "Honiara"],
        ["Language", "English"],
        ["Annual budget", "US$ 7.9 million"],
    ], header_rows=0, rules="rows", numbers_from=9, scale=0.86),
], share=0.34, fill="#e2eef5", pad=10)  # fmt: skip

MAIN: list[Node] = [
    h("Fish without a passport"),
    p(
        "Skipjack and yellowfin spawn in the warm water north of New Guinea and follow the currents across many "
        "national zones. A limit that is respected in one zone and ignored in the next protects nobody. The "
        "Bismarck Tuna Arrangement therefore treats the stock as a whole: its parties share the data, set the "
        "limits jointly and inspect each other’s harbours."
    ),
    p(
        "The Arrangement was opened for signature in Rabaul on 2 August 2006 and was signed on the spot by Papua New "
        "Guinea, Solomon Islands and Palau. It entered into force on 1 January 2008. Indonesia, the Philippines and "
        "the Federated States of Micronesia have since become members, which makes six parties in all."
    ),
    h("Days, not tonnes"),
    p(
        "Boats do not buy fish, they buy time. Every December the Commission fixes a ceiling for the year to come and "
        "converts it into vessel-days, which shipowners can rent, lend or sell on. The ceiling for 2024 is 285,000 "
        "tonnes. A vessel-day costs a minimum of US$ 11,500, and unused days lapse on New Year’s Eve. Because each "
        "day has a price, nobody gains by racing; trips have become shorter, engines smaller and catches fresher."
    ),
    p(
        "Control is strict. Observers sail on all purse-seiners, and a satellite beacon reports the position of each "
        "vessel every 30 minutes. In 2023 inspectors boarded 312 vessels and recorded 27 infringements, down from 44 "
        "infringements in the previous year. Fines came to US$ 2.35m; the worst offender, a carrier that had switched "
        "off its beacon for nine days, lost its licence. Transhipment on the high seas has been banned altogether."
    ),
]

REST: list[Node] = [
    h("Who decides"),
    p(
        "The Commission consists of the fisheries ministers of all parties. Palau has held the chair since 1 January "
        "2024, with Solomon Islands as vice-chair. Australia, Japan and New Zealand have observer status. The "
        "secretariat in Honiara is headed by Executive Director Lucy Warakai*, a fisheries biologist who spent much "
        "of her career at sea. Stock assessments are prepared by the Oceania Fisheries Institute (OFI), lead "
        "scientist of which is Dr Hiroshi Tamane; the Institute is also the keeper of the tagging database, with its "
        "roughly 460,000 recaptured tags."
    ),
    p(
        "Three quarters of the budget comes from vessel-days. Australia and the European Union are the principal "
        "donors of the observer programme, while Japan provides training on its research vessel. The 17th annual "
        "meeting of the Commission was held from 30 November to 4 December 2023 in Koror, Palau. The meeting after "
        "that went to Manila in December 2024, and an external review of the Arrangement is due in 2026."
    ),
    h("Parties and fleets"),
    Table("T2", [
        ["Party", "Since", "Licensed vessels"],
        ["Papua New Guinea", "2006", "64"],
        ["Solomon Islands", "2006", "31"],
        ["Palau", "2006", "4"],
        ["Federated States of Micronesia", "2009", "28"],
        ["Indonesia", "2012", "45"],
        ["Philippines", "2013", "52"],
        ["Total", "", "224"],
    ], caption="Table 1. Parties to the Arrangement", rules="three", shares=(2.2, 1, 1.2), total=True),
    h("Catches"),
    Table("T3", [
        ["Party", "2022", "2023", "Change"],
        ["Papua New Guinea", "138,400", "141,200", "2,800"],
        ["Solomon Islands", "44,900", "47,300", "2,400"],
        ["Federated States of Micronesia", "38,600", "36,900", "−1,700"],
        ["Indonesia", "31,200", "30,100", "−1,100"],
        ["Philippines", "18,700", "17,800", "−900"],
        ["Palau", "2,900", "3,200", "300"],
        ["Total", "274,700", "279,500", "1,800"],
    ], caption="Table 2. Catch of skipjack and yellowfin (tonnes)†", rules="grid", shares=(2.2, 1, 1, 1), total=True),
    h("Beyond tuna"),
    p(
        "The rules protect more than the target species. Shark-finning is forbidden, entangling rafts have been "
        "replaced by bio-degradable ones, and skippers who free a turtle report it with a photograph. By-catch has "
        "fallen to at most 3% of the weight landed. Fish that is too small for the cannery may no longer be thrown "
        "overboard: it is sold, at a fixed price, on the markets of Honiara, Madang and Bitung."
    ),
    note("* Since February 2022."),
    note("† Landings by foreign vessels are counted with the party that sold the vessel-days."),
]  # fmt: skip

ARRANGEMENT = "Bismarck Tuna Arrangement"
SIGNED = "was signed on the spot by Papua New Guinea, Solomon Islands and Palau"
JOINED = "Indonesia, the Philippines and the Federated States of Micronesia have since become members"
WATCHING = "Australia, Japan and New Zealand have observer status"

FACTS = Facts(
    country=["PNG", "SLB", "PLW", "IDN", "PHL", "FSM", "AUS", "JPN", "NZL"],
    organisation=["Oceania Fisheries Institute", "European Union"],
    person=["Lucy Warakai", "Hiroshi Tamane"],
    place=["New Guinea", "Honiara", "Rabaul", "Koror", "Manila", "Madang", "Bitung"],
    figures=[
        Figure("1.9 million km² of ocean", 1.9e6, "ocean", unit="km²", of=ARRANGEMENT),
        Figure("224 licensed vessels", 224, "licensed vessels"),
        Figure("US$ 640 million landed value", 640e6, "landed value", unit="USD"),
        Figure("six parties", 6, "parties", of=ARRANGEMENT),
        Figure("The ceiling for 2024 is 285,000 tonnes", 285000, "ceiling", unit="t"),
        Figure("A vessel-day costs a minimum of US$ 11,500", 11500, "vessel-day", ">=", "USD"),
        Figure("every 30 minutes", 30, "minutes"),
        Figure("312 vessels", 312, "vessels"),
        Figure("27 infringements", 27, "infringements"),
        Figure("44 infringements", 44, "infringements"),
        Figure("Fines came to US$ 2.35m", 2.35e6, "fines", unit="USD"),
        Figure("nine days", 9, "days"),
        Figure("roughly 460,000 recaptured tags", 460000, "recaptured tags", "~"),
        Figure("Three quarters of the budget", 75, "budget", unit="%"),
        Figure("at most 3% of the weight landed", 3, "weight landed", "<=", "%"),
    ],
    events=[
        Event("The Arrangement was opened for signature in Rabaul on 2 August 2006",
              "opening for signature of the Arrangement", "2006-08-02", place="Rabaul", country="PNG"),
        Event("It entered into force on 1 January 2008", "entry into force of the Arrangement", "2008-01-01"),
        Event("The 17th annual meeting of the Commission was held from 30 November to 4 December 2023 in Koror, Palau",
              "17th annual meeting of the Commission", "2023-11-30", "2023-12-04", "Koror", "PLW", 17),
        Event("The meeting after that went to Manila in December 2024", "meeting", "2024-12",
              place="Manila", country="PHL"),
        Event("an external review of the Arrangement is due in 2026", "external review of the Arrangement", "2026"),
    ],
    roles=[
        *(Role(SIGNED, c, "signatory", ARRANGEMENT) for c in ("Papua New Guinea", "Solomon Islands", "Palau")),
        *(Role(JOINED, c, "member", ARRANGEMENT) for c in
          ("Indonesia", "Philippines", "Federated States of Micronesia")),
        *(Role(WATCHING, c, "observer", "Commission") for c in ("Australia", "Japan", "New Zealand")),
        Role("Palau has held the chair since 1 January 2024", "Palau", "chair", "Commission", since="2024-01-01"),
        Role("with Solomon Islands as vice-chair", "Solomon Islands", "vice-chair", "Commission"),
        Role("Executive Director Lucy Warakai", "Lucy Warakai", "Executive Director", "secretariat", since="2022-02"),
        Role("the Oceania Fisheries Institute (OFI), lead scientist of which is Dr Hiroshi Tamane", "Hiroshi Tamane",
             "lead scientist", "Oceania Fisheries Institute"),
        Role("Australia and the European Union are the principal donors of the observer programme", "Australia",
             "donor", "observer programme"),
        Role("Australia and the European Union are the principal donors of the observer programme", "European Union",
             "donor", "observer programme"),
    ],
    checks=[
        RowCount("six parties", 6, "T2"),
        Total("T2", 2),
        Total("T3", 1),
        Total("T3", 2),
        Total("T3", 3),
        Sum("224 licensed vessels", "224", agree=True, note="vessels of the key figure against Table 1"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s05",
    "two pages, A4, TrueType font; tinted panel on the right with key figures and a key-value table, text beside it; "
    "then one wide justified column; open and ruled tables with negative numbers; footnotes with * and †; header, n/N",
    Design(
        [
            Columns([title("The Bismarck Tuna Arrangement"), lead("Shared stocks, shared rules, shared harbours")]),
            Aside(PANEL, [Columns(MAIN)], side="right"),
            Columns(REST),
        ],
        Theme(body="vera", display="vera", size=8.8, leading=12.6, accent="#1b5c84", title_size=19, key_size=15),
        margins=(60, 56, 56, 56),
        furniture=Furniture(("Treaties in brief", "Tuna"), number="{n}/{N}"),
    ),
    FACTS,
)
