"""An observatory: US Letter, ragged right, key figures in a row, two unequal columns, American dates and units."""

from .blocks import (
    Box,
    Columns,
    Design,
    Furniture,
    List,
    Node,
    Picture,
    Row,
    Table,
    caption,
    h,
    key,
    lead,
    p,
    quote,
    title,
)
from .draw import Sheet
from .gold import Count, Dates, Event, Facts, Figure, Role, Sum, Total
from .style import Theme

CARDS = [
    key("8.2 m", "combined aperture"),
    key("2,740 m", "height of the summit"),
    key("312", "clear nights a year"),
    key("US$ 96m", "construction cost"),
]

TEXT: list[Node] = [
    h("Why this mountain?"),
    p(
        "The Atacama Desert is among the driest places on Earth. Relative humidity at the summit stays under 15% on "
        "most nights, the wind blows smoothly off the Pacific, and in July the temperature can drop to −12 °C. Just "
        "as important is what is missing: street lights, air traffic and dust. The mining town of Copiapó lies well "
        "below the horizon, and a state-wide ordinance obliges every new lamp in the valley to point at the ground."
    ),
    h("Many small eyes"),
    p(
        "Instead of one giant mirror, Cerro Lindero has eight identical mirrors that watch the same patch of sky. "
        "Each has a diameter of 2.9 meters, and each mirror weighs no more than 640 kg, so that it can be swapped, "
        "washed and re-coated in a morning. Between 1,800 and 2,200 exposures are recorded on a winter night, some "
        "14 terabytes of raw data, which travel to the coast through a fiber-optic cable. First light came on "
        "August 21, 2016, a few minutes after a spell of fog had lifted."
    ),
    quote(
        "“On a really good night the stars do not twinkle at all. That is when everybody stops talking,” says "
        "Valentina Rojas Ibarra."
    ),
    h("Who runs it"),
    p(
        "The observatory belongs to the Southern Sky Research Consortium (SSRC), in which six universities from "
        "Chile, the United States, Canada and South Korea have joined forces. Its president is Dr. Valentina Rojas "
        "Ibarra, professor of astrophysics at the Universidad del Norte Chico; Samuel O. Whitfield of Georgia Coastal "
        "University serves as vice president. On the mountain, site director Min-jun Seo is in charge of a crew of "
        "54. The archive is kept in Savannah, in the state of Georgia, and mirrored in Daejeon."
    ),
    p(
        "<b>Funded by:</b> Agencia Nacional de Astronomía, Hollis Family Foundation, Canadian Sky Trust, and the "
        "member universities"
    ),
    h("Five results we are proud of"),
    List(
        "L1",
        [
            "A comet from outside the solar system, seen while it was still inbound",
            "Over 3,400 supernovae, many of them caught within an hour of the explosion",
            "Rings around a dwarf planet in the Kuiper belt",
            "The faintest known moon of Neptune",
            "A public map of near-Earth asteroids, updated nightly",
        ],
        marks=("1",),
    ),
    Picture(52),
    caption("The north ridge shortly after sunset. Photo: SSRC"),
    h("Milestones"),
    List(
        "L2",
        [
            "October 12, 2009: founding agreement signed in Santiago",
            "March 3–7, 2014: convoy with the first mirrors climbs the mountain",
            "August 21, 2016: first light",
            "June 2018: start of the all-sky survey",
            "2027: planned replacement of the camera",
        ],
        marks=("■",),
    ),
    h("What comes next"),
    p(
        "Time on the telescope is in demand: astronomers ask for far more hours than there are. From the next "
        "season, a number of nights will be set aside for students and for teams from low-income countries. The 5th "
        "Users’ Meeting will be held in Seoul, South Korea, on April 14–16, 2025, and will discuss a second, "
        "infra-red camera. The consortium hopes to raise at least $18.5 million for it; Korean and Chilean engineers "
        "have built a half-scale prototype, and a decision is expected by year-end."
    ),
    h("Visitors"),
    p(
        "Tours are free and start at the gate on Saturdays. Groups of up to 25 people are welcome; warm clothing, "
        "sturdy shoes and a full tank are a must."
    ),
]

WEATHER = Table(
    "T1",
    [
        ["Season", "Mean temperature (°C)", "Wind (m/s)", "Clear nights"],
        ["Summer", "7.5", "5.2", "71"],
        ["Fall", "2.1", "5.6", "80"],
        ["Winter", "−4.8", "6.9", "77"],
        ["Spring", "0.8", "5.9", "84"],
        ["Year", "1.4", "5.9", "312"],
    ],
    caption="Table 1. Conditions at the summit, ten-year averages",
    rules="none",
    shares=(1.4, 1.5, 1, 1),
    total=True,
)

OBSERVATORY, CONSORTIUM = "Cerro Lindero Observatory", "Southern Sky Research Consortium"
FUNDERS = "Funded by: Agencia Nacional de Astronomía, Hollis Family Foundation, Canadian Sky Trust"

FACTS = Facts(
    country=["CHL", "USA", "CAN", "KOR"],
    organisation=[OBSERVATORY, CONSORTIUM, "Universidad del Norte Chico", "Georgia Coastal University",
                  "Agencia Nacional de Astronomía", "Hollis Family Foundation", "Canadian Sky Trust"],
    person=["Valentina Rojas Ibarra", "Samuel O. Whitfield", "Min-jun Seo"],
    place=["Atacama Desert", "Earth", "Pacific", "Copiapó", "Savannah", "Georgia", "Daejeon", "Santiago", "Seoul"],
    figures=[
        Figure("8.2 m combined aperture", 8.2, "combined aperture", unit="m", of=OBSERVATORY),
        Figure("2,740 m height of the summit", 2740, "height of the summit", unit="m"),
        Figure("312 clear nights a year", 312, "clear nights"),
        Figure("US$ 96m construction cost", 96e6, "construction cost", unit="USD"),
        Figure("Relative humidity at the summit stays under 15%", 15, "relative humidity", "<", "%"),
        Figure("in July the temperature can drop to −12 °C", -12, "temperature", unit="°C"),
        Figure("eight identical mirrors", 8, "identical mirrors", of="Cerro Lindero"),
        Figure("a diameter of 2.9 meters", 2.9, "diameter", unit="m"),
        Figure("each mirror weighs no more than 640 kg", 640, "mirror", "<=", "kg"),
        Figure("Between 1,800 and 2,200 exposures", 1800, "exposures", to=2200),
        Figure("some 14 terabytes of raw data", 14, "raw data", "~", "TB"),
        Figure("six universities", 6, "universities", of=CONSORTIUM),
        Figure("a crew of 54", 54, "crew"),
        Figure("Five results", 5, "results"),
        Figure("Over 3,400 supernovae", 3400, "supernovae", ">"),
        Figure("at least $18.5 million", 18.5e6, "", ">=", "USD"),
        Figure("up to 25 people", 25, "people", "<="),
    ],
    events=[
        Event("First light came on August 21, 2016", "first light", "2016-08-21"),
        Event("October 12, 2009: founding agreement signed in Santiago", "founding agreement signed", "2009-10-12",
              place="Santiago", country="CHL"),
        Event("March 3–7, 2014: convoy with the first mirrors climbs the mountain",
              "convoy with the first mirrors climbs the mountain", "2014-03-03", "2014-03-07"),
        Event("June 2018: start of the all-sky survey", "start of the all-sky survey", "2018-06"),
        Event("2027: planned replacement of the camera", "planned replacement of the camera", "2027"),
        Event("The 5th Users’ Meeting will be held in Seoul, South Korea, on April 14–16, 2025", "5th Users’ Meeting",
              "2025-04-14", "2025-04-16", "Seoul", "KOR", 5),
    ],
    roles=[
        Role("Its president is Dr. Valentina Rojas Ibarra", "Valentina Rojas Ibarra", "president", CONSORTIUM),
        Role("Valentina Rojas Ibarra, professor of astrophysics at the Universidad del Norte Chico",
             "Valentina Rojas Ibarra", "professor of astrophysics", "Universidad del Norte Chico"),
        Role("Samuel O. Whitfield of Georgia Coastal University serves as vice president", "Samuel O. Whitfield",
             "vice president", CONSORTIUM),
        Role("site director Min-jun Seo", "Min-jun Seo", "site director", OBSERVATORY),
        *(Role(FUNDERS, f, "donor", OBSERVATORY) for f in
          ("Agencia Nacional de Astronomía", "Hollis Family Foundation", "Canadian Sky Trust")),
    ],
    checks=[
        Count("Five results we are proud of", 5, "L1"),
        Dates("First light came on August 21, 2016", "August 21, 2016: first light", agree=True,
              note="first light has the same date in the text and among the milestones"),
        Total("T1", 3),
        Sum("312 clear nights a year", "312", agree=True, note="clear nights of the key figure against Table 1"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s02",
    "US Letter; four outlined cards with key figures in a row; two unequal columns with a rule between, ragged right, "
    "no hyphenation; pull quote; picture with caption; numbered list and list with square bullets; unruled table with "
    "a row of means; footer and page number in the middle",
    Design(
        [
            Columns([title("Cerro Lindero Observatory"), lead("Many mirrors under a very dark sky")]),
            Row([Box([card], edge="#8c5a2b", pad=7) for card in CARDS], gutter=9),
            Columns(TEXT, widths=(1.45, 1), gutter=20, rule=True),
            Columns([WEATHER]),
        ],
        Theme(body="sans", size=8.5, leading=11, accent="#8c4a16", justify=False, hyphenate=False, key_size=19),
        paper=(612, 792),
        margins=(48, 54, 54, 54),
        furniture=Furniture(footer=("Southern Sky Research Consortium",), number="{n}", number_at="center", rule=False),
    ),
    FACTS,
)
