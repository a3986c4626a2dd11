"""A road safety charter: landscape, side panel on the left, two columns; many offices and signatories."""

from .blocks import Aside, Box, Columns, Design, Furniture, List, Node, Table, h, key, lead, note, p, title
from .draw import Sheet
from .gold import Count, Dates, Event, Facts, Figure, Role, RowCount, Sum, Total
from .style import Theme

PANEL = Box([
    h("Key data"),
    key("1,870", "road deaths in 2023"),
    key("−11%", "compared with 2022"),
    key("36,000 km", "of roads inspected"),
    key("€54 million", "invested in black spots"),
    h("Contact", 2),
    p("Charter Office, Košice. The help-desk answers in seven languages."),
], share=0.25, fill="#fff3c9", pad=11, height=440)  # fmt: skip

MAIN: list[Node] = [
    h("A promise between neighbours"),
    p(
        "Lorries, holiday-makers and commuters cross the Carpathians every day, and so do the causes of accidents: "
        "tired drivers, worn tyres and unlit farm carts. The Carpathian Road Safety Charter commits its signatories "
        "to the same checks, the same data and the same goal, which is to halve the number of deaths between 2020 and "
        "2030. It was signed in Zakopane on 24 June 2019 by the transport ministers of Poland, Slovakia, Romania and "
        "Hungary. Czechia and Ukraine acceded to it in 2021; Moldova and Serbia have been granted observer status."
    ),
    p(
        "In 2023 some 1,870 people died on the roads of the six signatory countries’ mountain districts, of whom "
        "about 31% were pedestrians. The overall trend is downward, but not every-where and not for everyone: deaths "
        "of motor-cyclists rose by 4.5%, and on rural roads speeds of over 110 km/h are still measured."
    ),
    h("Structure"),
    p(
        "A conference of ministers meets every other year; it is co-chaired by Slovakia and Romania in 2024–2025. The "
        "secretariat is provided by the Transport Academy of Košice (TAK). Its head, Ing. Zuzana Benková, is assisted "
        "by a team of 14. Working groups are led by volunteers: Hungary leads the group on enforcement, Poland the "
        "one on vehicles, and Czechia is in charge of education. The European Road Federation and the Red Cross of "
        "Romania are partners of the Charter; the insurer Tatra Mutual finances the annual safety prize, which is "
        "worth €30,000."
    ),
    h("Four pledges"),
    List("L1", [
        "Speed: section control on at least 25 mountain passes",
        "Sight: reflective vests for all first-graders",
        "Sobriety: roadside tests wherever people party, at weekends and on public holidays",
        "Swiftness: an ambulance on the spot in no more than 20 minutes",
    ], marks=("●",)),
    h("Results so far"),
    p(
        "The joint database, COVID-19-related delays notwithstanding, went live on 1 February 2022. It contains "
        "upwards of 240,000 accident records, each of them geo-coded, and lets engineers find black spots on both "
        "sides of a border. Work on 85 to 90 junctions has been completed. The second Cross-border Control Week ran "
        "from 16 to 22 October 2023: officers stopped 18,400 vehicles, took 312 drunk drivers off the road and handed "
        "out more than 5,000 warnings, mostly for bald tyres. A low-threshold course for older drivers, devised in "
        "Brno, is being translated into Polish, Romanian and Ukrainian."
    ),
    p(
        "“A bend does not care about your passport,” says Radu Ionescu, State Secretary at the Romanian Ministry of "
        "Transport and current co-chair of the conference. His Slovak counterpart, Minister of Transport Eva "
        "Hronská, would like to see average-speed cameras become as common as road signs. Both agree that long-term "
        "success hinges on trust."
    ),
    Table("T1", [
        ["Country", "2022", "2023", "Change (%)"],
        ["Czechia", "182", "171", "−6.0"],
        ["Hungary", "236", "209", "−11.4"],
        ["Poland", "498", "436", "−12.4"],
        ["Romania", "742", "651", "−12.3"],
        ["Slovakia", "164", "148", "−9.8"],
        ["Ukraine<sup>1</sup>", "279", "255", "−8.6"],
        ["All six", "2,101", "1,870", "−11.0"],
    ], caption="Table 1. Road deaths in the mountain districts", rules="grid", shares=(1.6, 1, 1, 1.2), total=True),
    h("Funding"),
    p(
        "Contributions are voluntary. For 2024 they add up to €3.65 million, as follows: European Union €1.9 million, "
        "signatories €1.25 million, Austria €500,000. Austria, though not a signatory, has been a donor since 2020. "
        "Charter projects may cost anything from €20,000 to €150,000; up to 80% of the cost is reimbursed."
    ),
    h("Agenda"),
    List("L2", [
        "1 February 2022: the joint database goes live",
        "11–12 April 2024: 3rd Ministerial Conference, Sibiu, Romania",
        "May 2025: mid-term review",
        "2030: target year",
    ], marks=("–",)),
    p(
        "The third Ministerial Conference in Sibiu was attended by 190 delegates, including guests from Georgia and "
        "Jordan, where similar charters are being drafted. The German and Austrian motoring clubs reported on night-"
        "time rail-road transport. Host of the fourth conference will be Czechia."
    ),
]  # fmt: skip

CHARTER = "Carpathian Road Safety Charter"
SIGNED = "It was signed in Zakopane on 24 June 2019 by the transport ministers of Poland, Slovakia, Romania and Hungary"
PARTNERS = "The European Road Federation and the Red Cross of Romania are partners of the Charter"

FACTS = Facts(
    country=["POL", "SVK", "ROU", "HUN", "CZE", "UKR", "MDA", "SRB", "AUT", "GEO", "JOR"],
    organisation=["Transport Academy of Košice", "European Road Federation", "Red Cross of Romania", "Tatra Mutual",
                  "European Union", "Romanian Ministry of Transport", "Charter Office"],
    person=["Zuzana Benková", "Radu Ionescu", "Eva Hronská"],
    place=["Košice", "Carpathians", "Zakopane", "Brno", "Sibiu",
           "Zakarpattia", "Lviv", "Ivano-Frankivsk", "Chernivtsi"],
    figures=[
        Figure("1,870 road deaths", 1870, "road deaths"),
        Figure("−11% compared with 2022", -11, "", unit="%"),
        Figure("36,000 km of roads", 36000, "roads", unit="km"),
        Figure("€54 million invested in black spots", 54e6, "invested in black spots", unit="EUR"),
        Figure("seven languages", 7, "languages"),
        Figure("some 1,870 people", 1870, "people", "~"),
        Figure("six signatory countries", 6, "signatory countries"),
        Figure("about 31% were pedestrians", 31, "pedestrians", "~", "%"),
        Figure("deaths of motor-cyclists rose by 4.5%", 4.5, "deaths of motor-cyclists", unit="%"),
        Figure("speeds of over 110 km/h", 110, "speeds", ">", "km/h"),
        Figure("a team of 14", 14, "team"),
        Figure("the annual safety prize, which is worth €30,000", 30000, "annual safety prize", unit="EUR"),
        Figure("Four pledges", 4, "pledges"),
        Figure("at least 25 mountain passes", 25, "mountain passes", ">="),
        Figure("no more than 20 minutes", 20, "minutes", "<="),
        Figure("upwards of 240,000 accident records", 240000, "accident records", ">"),
        Figure("85 to 90 junctions", 85, "junctions", to=90),
        Figure("18,400 vehicles", 18400, "vehicles"),
        Figure("312 drunk drivers", 312, "drunk drivers"),
        Figure("more than 5,000 warnings", 5000, "warnings", ">"),
        Figure("Contributions are voluntary. For 2024 they add up to €3.65 million", 3.65e6, "contributions",
               unit="EUR"),
        Figure("European Union €1.9 million", 1.9e6, "", unit="EUR", of="European Union"),
        Figure("signatories €1.25 million", 1.25e6, "signatories", unit="EUR"),
        Figure("Austria €500,000", 500000, "", unit="EUR", of="Austria"),
        Figure("Charter projects may cost anything from €20,000 to €150,000", 20000, "charter projects", unit="EUR",
               to=150000),
        Figure("up to 80% of the cost", 80, "cost", "<=", "%"),
        Figure("190 delegates", 190, "delegates"),
    ],
    events=[
        Event("It was signed in Zakopane on 24 June 2019", f"signing of the {CHARTER}", "2019-06-24",
              place="Zakopane", country="POL"),
        Event("The joint database, COVID-19-related delays notwithstanding, went live on 1 February 2022",
              "joint database", "2022-02-01"),
        Event("The second Cross-border Control Week ran from 16 to 22 October 2023", "Cross-border Control Week",
              "2023-10-16", "2023-10-22", ordinal=2),
        Event("11–12 April 2024: 3rd Ministerial Conference, Sibiu, Romania", "3rd Ministerial Conference",
              "2024-04-11", "2024-04-12", "Sibiu", "ROU", 3),
        Event("May 2025: mid-term review", "mid-term review", "2025-05"),
        Event("2030: target year", "target year", "2030"),
    ],
    roles=[
        *(Role(SIGNED, c, "signatory", CHARTER) for c in ("Poland", "Slovakia", "Romania", "Hungary")),
        *(Role("Czechia and Ukraine acceded to it in 2021", c, "signatory", CHARTER, since="2021") for c in
          ("Czechia", "Ukraine")),
        *(Role("Moldova and Serbia have been granted observer status", c, "observer", CHARTER) for c in
          ("Moldova", "Serbia")),
        Role("co-chaired by Slovakia and Romania in 2024–2025", "Slovakia", "co-chair", "conference of ministers",
             "2024", "2025"),
        Role("co-chaired by Slovakia and Romania in 2024–2025", "Romania", "co-chair", "conference of ministers",
             "2024", "2025"),
        Role("The secretariat is provided by the Transport Academy of Košice", "Transport Academy of Košice",
             "secretariat", CHARTER),
        Role("Its head, Ing. Zuzana Benková", "Zuzana Benková", "head", "secretariat"),
        Role("Hungary leads the group on enforcement", "Hungary", "lead", "group on enforcement"),
        Role("Poland the one on vehicles", "Poland", "lead", "group on vehicles"),
        Role("Czechia is in charge of education", "Czechia", "lead", "education"),
        Role(PARTNERS, "European Road Federation", "partner", CHARTER),
        Role(PARTNERS, "Red Cross of Romania", "partner", CHARTER),
        Role("Tatra Mutual finances the annual safety prize", "Tatra Mutual", "donor", "annual safety prize"),
        Role("Radu Ionescu, State Secretary at the Romanian Ministry of Transport", "Radu Ionescu", "State Secretary",
             "Romanian Ministry of Transport"),
        Role("State Secretary at the Romanian Ministry of Transport and current co-chair of the conference",
             "Radu Ionescu", "co-chair", "conference"),
        Role("His Slovak counterpart, Minister of Transport Eva Hronská", "Eva Hronská", "Minister of Transport"),
        Role("European Union €1.9 million", "European Union", "donor", CHARTER),
        Role("Austria, though not a signatory, has been a donor since 2020", "Austria", "donor", CHARTER, since="2020"),
        Role("Host of the fourth conference will be Czechia", "Czechia", "host", "fourth conference"),
    ],
    checks=[
        Count("Four pledges", 4, "L1"),
        RowCount("six signatory countries", 6, "T1"),
        Total("T1", 1),
        Total("T1", 2),
        Sum("1,870", "1,870", agree=True, note="road deaths of the key figure against Table 1"),
        Sum("€3.65 million", "European Union €1.9 million, signatories €1.25 million, Austria €500,000", agree=True,
            note="the contributions listed add up to the total"),
        Dates("went live on 1 February 2022", "1 February 2022: the joint database goes live", agree=True,
              note="the database has the same date in the text and in the agenda"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s10",
    "landscape A4, two pages; tinted panel of key figures on the left of two justified columns, which go on across "
    "the next page; ruled table in a column; bullets ● and –; footnote at the foot of a page; header, footer, number",
    Design(
        [
            Columns([title("Safe across the mountains"), lead("The Carpathian Road Safety Charter")]),
            Aside(PANEL, [Columns(MAIN, widths=(1, 1), gutter=18)]),
        ],
        Theme(body="sans", size=10.2, leading=13.8, accent="#7a1f2b", slack=0.02, key_size=22),
        paper=(841.89, 595.28),
        margins=(54, 48, 50, 48),
        furniture=Furniture(("Transport policy briefs",), footer=("Carpathian Charter",), number="{n}"),
        notes={2: [note("<sup>1</sup> Zakarpattia, Lviv, Ivano-Frankivsk and Chernivtsi regions only.")]},
    ),
    FACTS,
)
