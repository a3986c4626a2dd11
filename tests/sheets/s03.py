"""A vaccine alliance: dark title band, cards side by side, narrow justified columns, banded donor table."""

from .blocks import Box, Columns, Design, Furniture, List, Node, Row, Table, h, lead, note, p, title
from .draw import Sheet
from .gold import Count, Event, Facts, Figure, Role, RowCount, Sum, Total
from .style import Theme

BAND = Box([title("Cold all the way"), lead("The Sahel Cold Chain Alliance and the last mile of a vaccine’s journey")],
           fill="#0b4f52", ink="#ffffff", pad=14)  # fmt: skip

OPENING: list[Node] = [
    p(
        "Vaccines spoil. Most have to be kept at between 2 °C and 8 °C from the factory gate to the child’s arm, and "
        "in the Sahel that journey can take weeks. The Sahel Cold Chain Alliance (SCCA) was set up in Niamey in "
        "September 2015 to make sure that no dose is lost on the way. It works with the health ministries of seven "
        "countries: Burkina Faso, Chad, Guinea, Mali, Mauritania, Niger and Nigeria."
    ),
    p(
        "The need is plain. Before the Alliance started, one in four health posts had no working refrigerator, and "
        "in remote districts vaccine was carried in picnic boxes. Nigeria and Niger share a border of desert tracks "
        "on which ice melts in a day; in Guinea the trouble is the rain. Low-income countries cannot solve this on "
        "their own, and short-term campaigns, however well-meant, leave little behind once the trucks have gone."
    ),
]

CARDS = [
    Box([h("Fridges", 2), p("More than 2,600 solar refrigerators have been installed, each with a ten-year warranty.")],
        fill="#dceeee"),
    Box([h("People", 2), p("Close to 5,000 technicians and store-keepers hold the Alliance’s certificate.")],
        fill="#f4ecd8"),
    Box([h("Data", 2), p("At most 4% of stores fail to send their temperature log every week.")], fill="#e6e3f0"),
]  # fmt: skip

MAIN: list[Node] = [
    h("How we work"),
    p(
        "Every country plan begins with an inventory: which store has which equipment, how old it is and who holds "
        "the key. Only then is anything bought. Equipment is chosen from a joint catalogue, paid for from a pooled "
        "fund and delivered by the country’s own logistics service. Maintenance contracts run for at least five "
        "years, because a refrigerator without a mechanic is a cupboard. The COVID-19 vaccination campaigns of 2021 "
        "were the hardest test so far: ultra-low-temperature freezers had to be flown in, and COVID-19 vaccine made "
        "up nearly 45% of all doses handled that year. In the end the Alliance handled 31.7 million doses with a "
        "loss rate of less than 1.5%."
    ),
    h("Seven rules for a safe store"),
    List(
        "L1",
        [
            "One person is responsible, and everybody knows who",
            "The thermometer is read in the morning and in the evening, also on holidays",
            "Nothing but vaccine goes into the vaccine refrigerator",
            "First expired, first out",
            "Frozen water packs are conditioned before use",
            "A back-up plan for power cuts hangs on the door",
        ],
        marks=("✔",),
    ),
    h("Governance"),
    p(
        "The Board of the Alliance meets twice a year and is co-chaired by Niger and Norway. Dr Aïssata Maïga, a "
        "paediatrician from Bamako, was elected President of the Board in May 2023; Executive Director Hans-Peter "
        "Lüthi runs the office in Niamey. The World Health Organization (WHO) and Médecins pour le Sahel are "
        "technical partners of the Alliance. Guinea-Bissau and Senegal, both of which would like to join, attend "
        "as observers."
    ),
    h("Money"),
    p(
        "The pooled fund received US$ 61.4 million in 2023 from five public donors<sup>1</sup>, the largest of "
        "which is Canada. Switzerland has pledged another CHF 12 million for 2024–2026, and a bank consortium in "
        "Lagos offers bridging loans of up to two million euros. Overheads are capped at 7% of expenditure. Audited "
        "accounts are published each June, in English and in French, on the same day as the performance report."
    ),
    h("A day in the store"),
    p(
        "Fatouma keeps the district store in a small town on the edge of the desert. At sunrise she writes down the "
        "temperature, wipes the sand off the solar panel and counts the vials; by seven the first motorcyclist is at "
        "the gate. He takes a cool-box with frozen packs, a list of villages and a spare inner tube. “It used to be "
        "guesswork,” she says. “Now the telephone rings before the vaccine is warm.” Her store has not lost a single "
        "tray since the alarm was fitted, and neighbouring districts send their trainees to look over her shoulder."
    ),
    h("The road ahead"),
    p(
        "The 8th Partners’ Forum, hosted by the Government of Mauritania, took place in Nouakchott from 28 to 30 "
        "November 2023. It agreed to connect another 900 health posts by the end of the decade and to test drones "
        "between Kano and Maradi. A pilot with long-range drones starts in February 2025. Guinea worm, measles and "
        "polio teams will share the same stores, which saves fuel, fridges and fraying nerves."
    ),
]

DONORS = Table(
    "T1",
    [
        ["Donor", "2022", "2023"],
        ["Canada", "17.9", "20.3"],
        ["Norway", "14.2", "15.0"],
        ["Republic of Korea", "6.4", "9.6"],
        ["Switzerland", "8.8", "9.1"],
        ["Luxembourg", "5.1", "7.4"],
        ["Total", "52.4", "61.4"],
    ],
    caption="Table 1. Contributions to the pooled fund (US$ million)",
    rules="banded",
    shares=(2, 1, 1),
    total=True,
)

ALLIANCE = "Sahel Cold Chain Alliance"
OBSERVERS = "Guinea-Bissau and Senegal, both of which would like to join, attend as observers"
PARTNERS = "The World Health Organization (WHO) and Médecins pour le Sahel are technical partners of the Alliance"

FACTS = Facts(
    country=["BFA", "TCD", "GIN", "MLI", "MRT", "NER", "NGA", "NOR", "GNB", "SEN", "CAN", "CHE", "KOR", "LUX"],
    organisation=[ALLIANCE, "World Health Organization", "Médecins pour le Sahel", "Government of Mauritania"],
    person=["Aïssata Maïga", "Hans-Peter Lüthi", "Fatouma"],
    place=["Sahel", "Niamey", "Bamako", "Lagos", "Nouakchott", "Kano", "Maradi"],
    figures=[
        Figure("kept at between 2 °C and 8 °C", 2, "", unit="°C", to=8),
        Figure("seven countries", 7, "countries", of=ALLIANCE),
        Figure("one in four health posts", 25, "health posts", unit="%"),
        Figure("More than 2,600 solar refrigerators", 2600, "solar refrigerators", ">"),
        Figure("Close to 5,000 technicians and store-keepers", 5000, "technicians and store-keepers", "~"),
        Figure("At most 4% of stores", 4, "stores", "<=", "%"),
        Figure("at least five years", 5, "years", ">="),
        Figure("nearly 45% of all doses", 45, "doses", "~", "%"),
        Figure("31.7 million doses", 31.7e6, "doses"),
        Figure("a loss rate of less than 1.5%", 1.5, "loss rate", "<", "%"),
        Figure("Seven rules", 7, "rules"),
        Figure("The pooled fund received US$ 61.4 million", 61.4e6, "pooled fund", unit="USD"),
        Figure("five public donors", 5, "public donors"),
        Figure("Switzerland has pledged another CHF 12 million", 12e6, "", unit="CHF", of="Switzerland"),
        Figure("bridging loans of up to two million euros", 2e6, "bridging loans", "<=", "EUR"),
        Figure("7% of expenditure", 7, "expenditure", unit="%"),
        Figure("another 900 health posts", 900, "health posts"),
    ],
    events=[
        Event("The Sahel Cold Chain Alliance (SCCA) was set up in Niamey in September 2015",
              f"establishment of the {ALLIANCE}", "2015-09", place="Niamey", country="NER"),
        Event("was elected President of the Board in May 2023", "election of the President of the Board", "2023-05"),
        Event("The 8th Partners’ Forum, hosted by the Government of Mauritania, took place in Nouakchott from 28 to 30 "
              "November 2023", "8th Partners’ Forum", "2023-11-28", "2023-11-30", "Nouakchott", "MRT", 8),
        Event("A pilot with long-range drones starts in February 2025", "pilot with long-range drones", "2025-02"),
    ],
    roles=[
        Role("co-chaired by Niger and Norway", "Niger", "co-chair", "Board of the Alliance"),
        Role("co-chaired by Niger and Norway", "Norway", "co-chair", "Board of the Alliance"),
        Role("Dr Aïssata Maïga, a paediatrician from Bamako, was elected President of the Board in May 2023",
             "Aïssata Maïga", "President", "Board", since="2023-05"),
        Role("Executive Director Hans-Peter Lüthi", "Hans-Peter Lüthi", "Executive Director", ALLIANCE),
        Role(PARTNERS, "World Health Organization", "partner", ALLIANCE),
        Role(PARTNERS, "Médecins pour le Sahel", "partner", ALLIANCE),
        Role(OBSERVERS, "Guinea-Bissau", "observer", ALLIANCE),
        Role(OBSERVERS, "Senegal", "observer", ALLIANCE),
        *(Role(" ".join(row), row[0], "donor", "pooled fund") for row in DONORS.rows[1:-1]),
        Role("hosted by the Government of Mauritania", "Government of Mauritania", "host", "8th Partners’ Forum"),
    ],
    checks=[
        Count("Seven rules for a safe store", 7, "L1"),
        RowCount("five public donors", 5, "T1"),
        Total("T1", 1),
        Total("T1", 2),
        Sum("The pooled fund received US$ 61.4 million in 2023", "61.4", agree=True, note="the fund against Table 1"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s03",
    "two pages, A4; title in a dark band; intro across; three tinted cards in a row; two narrow justified columns, "
    "much hyphenation; ticks as bullets; footnote; banded table; header and page number from the second page on",
    Design(
        [
            Row([BAND]),
            Columns(OPENING),
            Row(CARDS),
            Columns(MAIN, widths=(1, 1), gutter=18),
            Columns([DONORS]),
        ],
        Theme(body="serif", size=11.5, leading=14.9, accent="#0b4f52", slack=0.0),
        margins=(54, 64, 54, 64),
        furniture=Furniture(("Sahel Cold Chain Alliance", "Cold all the way"), number="– {n} –", number_at="center",
                            header_on_first=False),
        notes={1: [note("<sup>1</sup> In-kind contributions are not included.")]},
    ),
    FACTS,
)  # fmt: skip
