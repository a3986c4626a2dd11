"""A football league: cards, nested rules, standings with signed numbers, shuffled stream; a date in conflict."""

from .blocks import Box, Columns, Design, Furniture, List, Node, Row, Table, h, key, lead, p, title
from .draw import Sheet
from .gold import Count, Dates, Event, Facts, Figure, Role, RowCount
from .style import Theme

INTRO: list[Node] = [
    title("Her game"),
    lead("Facts about the Levant Women’s Football League"),
    p(
        "The Levant Women’s Football League (LWFL) brings together eight clubs from Jordan, Lebanon, Iraq and Egypt. "
        "It grew out of a school tournament on a gravel pitch and is now the region’s only cross-border club "
        "competition for women. The sixth season kicked off in Amman on 14 September 2023 and ended with the "
        "final in Irbid on 7 June 2024, in which the Amman Comets beat Beirut Ladies 3–1 before a crowd of 11,240."
    ),
]

CARDS = [
    Box([key("1,146", "registered players")], fill="#20323f", ink="#ffffff", pad=9),
    Box([key("56", "matches played")], fill="#20323f", ink="#ffffff", pad=9),
    Box([key("163", "goals scored")], fill="#20323f", ink="#ffffff", pad=9),
]

DATES = Box([
    h("Dates of the season", 2),
    List("L1", [
        "14 September 2023: opening match in Amman",
        "December 2023: winter break",
        "3–6 April 2024: semi-finals",
        "8 June 2024: final in Irbid",
    ], marks=("●",)),
], fill="#e9f1dc")  # fmt: skip

PEOPLE = Box([
    h("People", 2),
    p(
        "President: Rania Qasem<b> | </b>General Secretary: Omar Daher<b> | </b>Head of Refereeing: Lt Col (ret.) "
        "Salma Barakat"
    ),
    p(
        "The coaching committee is chaired by Georgia Saliba, who won the title twice as a player and speaks for all "
        "eight clubs in the council."
    ),
], fill="#e9f1dc")  # fmt: skip

STANDINGS = Table("T1", [
    ["Club", "Country", "Played", "Goal difference", "Points"],
    ["Amman Comets", "Jordan", "14", "+19", "34"],
    ["Beirut Ladies", "Lebanon", "14", "+15", "31"],
    ["Tigris SC", "Iraq", "14", "+6", "25"],
    ["Zarqa Falcons", "Jordan", "14", "+2", "20"],
    ["Alexandria Belles", "Egypt", "14", "−3", "17"],
    ["Cedars United", "Lebanon", "14", "−8", "15"],
    ["Basra Pearls", "Iraq", "14", "−14", "11"],
    ["Irbid Stars", "Jordan", "14", "−17", "8"],
], caption="Final table 2023/24", rules="banded", shares=(2, 1.2, 1, 1.4, 1), numbers_from=2)  # fmt: skip

TEXT: list[Node] = [
    h("More than a pastime"),
    p(
        "When the League began, many families were wary. Matches were played behind walls, and a girl who headed the "
        "ball was the talk of the street. Attitudes have shifted. Today the average attendance is 2,310, local radio "
        "carries the derbies live, and almost 70% of parents who answered a survey say that football has made their "
        "daughters more self-confident. Goalkeeper Jordan Haddad of the Zarqa Falcons, who saved three penalties in a "
        "single evening, has become a household name well beyond her home-town."
    ),
    p(
        "Progress is uneven all the same. Travel is expensive, some away games can only be reached by an overnight "
        "bus, and a player earns between US$ 180 and US$ 450 a month, which is rarely enough to live on. "
        "Semi-professional contracts, child-care on match days and medical cover are therefore at the top of the "
        "League’s wish-list. Of the two sides relegated since 2021, one had lost its pitch to a car-park."
    ),
    h("Five rules to remember"),
    List("L2", [
        ("Squads are small and young", [
            "a minimum of 18 and a maximum of 24 players",
            "not more than four players from abroad",
        ]),
        "Kick-off is never later than eight in the evening",
        ("Points can be lost off the pitch", [
            "for unpaid wages",
            "for abuse of referees",
        ]),
        "Every club runs a girls’ team",
        "Entry is free for schoolchildren",
    ], marks=("1", "a")),
    h("Partners and money"),
    p(
        "The budget for the coming season amounts to US$ 2.9 million, US$ 275,000 of which is prize money. The Nordic "
        "Sports Trust is the League’s lead donor; the grassroots programme “Girls on the Ball” is funded by the Trust "
        "and by Petra Telecom. The University of Irbid, a partner since 2020, looks after sports medicine. Ticket "
        "sales bring in under 9% of revenue, and television rights hardly anything."
    ),
    h("Looking ahead"),
    p(
        "Lebanon will host the Super Cup on 21–22 March 2025 in Tripoli. Four more clubs have applied for admission, "
        "two of them from Palestine, and a vote is expected at the 7th League Congress in Cairo in May 2025. A youth "
        "league for players aged 14 to 17 will start in 2026. “We began with eleven pairs of borrowed boots,” says "
        "Rania Qasem. “Whoever remembers that is not afraid of big plans.”"
    ),
]  # fmt: skip

LEAGUE = "Levant Women’s Football League"

FACTS = Facts(
    country=["JOR", "LBN", "IRQ", "EGY", "PSE"],
    organisation=[LEAGUE, "Amman Comets", "Beirut Ladies", "Tigris SC", "Zarqa Falcons", "Alexandria Belles",
                  "Cedars United", "Basra Pearls", "Irbid Stars", "Nordic Sports Trust", "Petra Telecom",
                  "University of Irbid"],
    person=["Rania Qasem", "Omar Daher", "Salma Barakat", "Georgia Saliba", "Jordan Haddad"],
    place=["Amman", "Irbid", "Tripoli", "Cairo"],
    figures=[
        Figure("eight clubs", 8, "clubs", of=LEAGUE),
        Figure("a crowd of 11,240", 11240, "crowd"),
        Figure("1,146 registered players", 1146, "registered players"),
        Figure("56 matches played", 56, "matches"),
        Figure("163 goals scored", 163, "goals"),
        Figure("the average attendance is 2,310", 2310, "average attendance"),
        Figure("almost 70% of parents", 70, "parents", "~", "%"),
        Figure("three penalties", 3, "penalties", of="Jordan Haddad"),
        Figure("a player earns between US$ 180 and US$ 450", 180, "player", unit="USD", to=450),
        Figure("two sides", 2, "sides"),
        Figure("Five rules", 5, "rules"),
        Figure("a minimum of 18 and a maximum of 24 players", 18, "players", to=24),
        Figure("not more than four players", 4, "players", "<="),
        Figure("The budget for the coming season amounts to US$ 2.9 million", 2.9e6, "budget", unit="USD"),
        Figure("US$ 275,000 of which is prize money", 275000, "prize money", unit="USD"),
        Figure("under 9% of revenue", 9, "revenue", "<", "%"),
        Figure("Four more clubs", 4, "clubs"),
        Figure("players aged 14 to 17", 14, "players", to=17),
        Figure("eleven pairs of borrowed boots", 11, "pairs of borrowed boots"),
    ],
    events=[
        Event("The sixth season kicked off in Amman on 14 September 2023", "sixth season", "2023-09-14",
              place="Amman", country="JOR", ordinal=6),
        Event("the final in Irbid on 7 June 2024", "final", "2024-06-07", place="Irbid", country="JOR"),
        Event("14 September 2023: opening match in Amman", "opening match", "2023-09-14", place="Amman", country="JOR"),
        Event("December 2023: winter break", "winter break", "2023-12"),
        Event("3–6 April 2024: semi-finals", "semi-finals", "2024-04-03", "2024-04-06"),
        Event("8 June 2024: final in Irbid", "final", "2024-06-08", place="Irbid", country="JOR"),
        Event("Lebanon will host the Super Cup on 21–22 March 2025 in Tripoli", "Super Cup", "2025-03-21", "2025-03-22",
              "Tripoli", "LBN"),
        Event("the 7th League Congress in Cairo in May 2025", "7th League Congress", "2025-05", place="Cairo",
              country="EGY", ordinal=7),
        Event("A youth league for players aged 14 to 17 will start in 2026", "youth league", "2026"),
    ],
    roles=[
        Role("President: Rania Qasem", "Rania Qasem", "President", LEAGUE),
        Role("General Secretary: Omar Daher", "Omar Daher", "General Secretary", LEAGUE),
        Role("Head of Refereeing: Lt Col (ret.) Salma Barakat", "Salma Barakat", "Head of Refereeing", LEAGUE),
        Role("The coaching committee is chaired by Georgia Saliba", "Georgia Saliba", "chair", "coaching committee"),
        Role("The Nordic Sports Trust is the League’s lead donor", "Nordic Sports Trust", "donor", LEAGUE),
        Role("“Girls on the Ball” is funded by the Trust and by Petra Telecom", "Nordic Sports Trust", "donor",
             "Girls on the Ball"),
        Role("“Girls on the Ball” is funded by the Trust and by Petra Telecom", "Petra Telecom", "donor",
             "Girls on the Ball"),
        Role("The University of Irbid, a partner since 2020", "University of Irbid", "partner", LEAGUE, since="2020"),
        Role("Lebanon will host the Super Cup", "Lebanon", "host", "Super Cup"),
    ],
    checks=[
        Count("Five rules to remember", 5, "L2"),
        RowCount("eight clubs", 8, "T1"),
        Dates("the final in Irbid on 7 June 2024", "8 June 2024: final in Irbid",
              note="the final is dated 7 June 2024 in the text and 8 June 2024 in the box"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s07",
    "two pages, A4; three dark cards with white key figures; two tinted boxes side by side; banded table with signed "
    "numbers; two unequal justified columns; nested numbered list; footer with page number; content stream shuffled",
    Design(
        [
            Columns(INTRO),
            Row(CARDS),
            Row([DATES, PEOPLE]),
            Columns([STANDINGS]),
            Columns(TEXT, widths=(1, 1.25), gutter=18),
        ],
        Theme(body="sans", size=10.4, leading=14.2, accent="#356b1f", key_align="center", slack=0.03, title_size=30),
        margins=(46, 52, 52, 52),
        furniture=Furniture(footer=("lwfl season guide",), number="Page {n}"),
        stream="shuffled",
    ),
    FACTS,
)
