"""A city's transport agency: a landscape leaflet of two pages with three panels each; a date in conflict."""

from .blocks import Box, Break, Design, List, Picture, Row, caption, h, key, lead, p, title
from .draw import Sheet
from .gold import Count, Dates, Event, Facts, Figure, Role
from .style import Theme

HIGH = 521.0  # of a panel: the whole type area
GREEN, SAND = "#e3efe4", "#f6efdf"

COVER = Box([
    title("Kutaisi on the move"),
    lead("What the new bus network means for you"),
    h("One agency, one ticket"),
    p(
        "The Kutaisi Urban Transport Agency (KUTA) plans, buys and supervises every bus, minibus and cable-car ride "
        "in one of Georgia’s liveliest cities. Created on 1 March 2019, it replaced a patchwork of 57 private "
        "licences with a single timetable. Today 168 buses serve 31 routes, and most residents live within an easy "
        "walk of a stop."
    ),
    key("74,000+", "trips on an average weekday"),
    key("GEL 1.20", "price of a single ride"),
    key("89%", "of vehicles have a low floor"),
    Picture(84),
    caption("Morning traffic on the White Bridge"),
], fill=GREEN, height=HIGH)  # fmt: skip

SPINE = Box([
    h("Line 1, the spine"),
    p(
        "Line 1 links the railway station with the university by way of the market and the hospital. The opening of "
        "Line 1 on 17 May 2022 was greeted with brass bands, free rides and, alas, a downpour. Articulated buses run "
        "every six to eight minutes and carry around 21,500 passengers a day. Along the Rioni they have a lane of "
        "their own over a length of 5.3 km, which keeps them on time even when the embankment is jammed."
    ),
    h("Four kinds of ticket"),
    List("L1", [
        "Single ride: paid by card at the door, good for 90 minutes with any number of changes",
        "Day pass: GEL 4 for unlimited travel until midnight",
        "Month pass: GEL 38, with a discount for students and apprentices",
        "Free pass: for pensioners, pupils, carers and refugees",
    ]),
    h("Why we do it"),
    p(
        "Congestion used to cost the city dearly. Drivers spent hours looking for a parking-space, delivery vans "
        "blocked the pavements, and air quality was at its worst in the narrow streets around the theatre. A "
        "well-run bus moves as many people as a mile-long queue of cars, and it does not need to be parked."
    ),
], height=HIGH)  # fmt: skip

PROMISES = Box([
    h("Three promises"),
    List("L2", [
        "A clean and well-lit shelter at every stop on a main road",
        "An answer to your complaint in fewer than ten days",
        "Step-free access on all routes, by wheelchair and by pram",
    ], marks=("a",)),
    h("Questions we often hear"),
    h("Why no trams?", 2),
    p(
        "Because tracks take years and buses take months. The alignment is reserved, however, and a light-rail study "
        "is under way."
    ),
    h("May I bring my bicycle?", 2),
    p("Yes, after the morning rush. Folding bikes travel free at any time."),
    h("What happens when it snows?", 2),
    p(
        "Winter tyres are compulsory, and heated depots keep engines alive down to −15 °C. On steep streets "
        "four-wheel-drive minibuses take over until the ploughs have been."
    ),
    h("Are the drivers employees?", 2),
    p(
        "They are. All 520 drivers have permanent contracts. There are still too few women among them, so the "
        "intake for the coming year is meant to be even. The driving-school in Chavchavadze Avenue is open "
        "to anyone over the age limit who holds an ordinary licence."
    ),
], fill=SAND, height=HIGH)  # fmt: skip

MONEY = Box([
    h("Who pays for it"),
    p(
        "Fares cover 41% of running costs; the city budget makes up the difference. The new buses were bought with a "
        "loan of €22.7 million from the European Bank for Reconstruction and Development (EBRD), repayable over 15 "
        "years. The restoration of the cable car is funded by Switzerland, whose grant of CHF 1.2 million also pays "
        "for the mountain station. The City of Ghent, Belgium, is a partner of the Agency and has lent its cycling "
        "planner."
    ),
    h("Who is who"),
    List("L3", [
        "Nino Kapanadze – Director General",
        "Levan Tsereteli – Head of Planning",
        "Jordan Whitlock – Road Safety Adviser",
        "Tamar Gelashvili – Passenger Ombudswoman",
    ], marks=("➢",)),
    p(
        "The Supervisory Board is chaired by the Mayor of Kutaisi, Irakli Lomidze. Trade unions, the disability "
        "council and the Kutaisi Chamber of Commerce are represented on it and have a vote. Jordan Whitlock, a "
        "Canadian traffic engineer, joined from Montréal."
    ),
], fill=GREEN, height=HIGH)  # fmt: skip

TIMELINE = Box([
    h("The story so far"),
    List("L4", [
        "1 March 2019: creation of the Agency",
        "27 May 2022: opening of Line 1",
        "4–5 November 2023: open weekend at the Nikea depot",
        "April 2024: arrival of the first electric buses",
        "2026: Line 2 reaches the airport",
    ], marks=("•",)),
    h("Line 2 is coming"),
    p(
        "The next spine will run from the parliament building to the airport at Kopitnari. It is shorter than Line 1, "
        "but it needs a bridge, and bridges need patience. The groundbreaking ceremony took place on Friday, 13 "
        "September 2024, in the presence of more than 400 guests from Kutaisi, Batumi and Tbilisi. Between 25 and 30 "
        "electric buses will be ordered, each with a range of up to 280 km."
    ),
    p(
        "Until then the airport coach keeps running. It meets every flight, day or night, and waits when a plane is "
        "late. Most flights come from Poland, Germany, Italy and Israel, and the coach timetable is printed in four "
        "alphabets."
    ),
], height=HIGH)  # fmt: skip

CONTACT = Box([
    h("Two ways to plan your trip"),
    List("L5", [
        "On the telephone: our operators speak Georgian, English and Turkish",
        "On the map: every stop has a code that shows the next departures",
    ], marks=("1",)),
    h("Lost and found"),
    p(
        "Umbrellas lead the table, followed by gloves, telephones and, twice, a live chicken. Whatever is left on a "
        "bus goes to the customer centre beside the fountain, where it is kept for at least 60 days and then given to "
        "charity. Valuables are handed to the police."
    ),
    h("Have your say"),
    p(
        "The draft network plan is on display in all libraries. Comments may be written, spoken or drawn; children’s "
        "drawings of dream buses are especially welcome. A public hearing will be held on 6 February 2025 in the "
        "Opera House. Sign-language interpreters will be present, and low-income households may claim their fare."
    ),
], fill=SAND, height=HIGH)  # fmt: skip

AGENCY = "Kutaisi Urban Transport Agency"

FACTS = Facts(
    country=["GEO", "CHE", "BEL", "POL", "DEU", "ITA", "ISR"],
    organisation=[AGENCY, "European Bank for Reconstruction and Development", "City of Ghent", "Supervisory Board",
                  "Kutaisi Chamber of Commerce"],
    person=["Nino Kapanadze", "Levan Tsereteli", "Jordan Whitlock", "Tamar Gelashvili", "Irakli Lomidze"],
    place=["Kutaisi", "Rioni", "White Bridge", "Montréal", "Chavchavadze Avenue", "Nikea", "Kopitnari",
           "Batumi", "Tbilisi", "Opera House"],
    figures=[
        Figure("57 private licences", 57, "private licences"),
        Figure("168 buses", 168, "buses"),
        Figure("31 routes", 31, "routes"),
        Figure("74,000+ trips on an average weekday", 74000, "trips", ">="),
        Figure("GEL 1.20 price of a single ride", 1.2, "price of a single ride", unit="GEL"),
        Figure("89% of vehicles", 89, "vehicles", unit="%"),
        Figure("six to eight minutes", 6, "minutes", to=8, of="Line 1"),
        Figure("around 21,500 passengers", 21500, "passengers", "~", of="Line 1"),
        Figure("a length of 5.3 km", 5.3, "length", unit="km"),
        Figure("Four kinds of ticket", 4, "kinds of ticket"),
        Figure("90 minutes", 90, "minutes"),
        Figure("Day pass: GEL 4", 4, "day pass", unit="GEL"),
        Figure("Month pass: GEL 38", 38, "month pass", unit="GEL"),
        Figure("Three promises", 3, "promises"),
        Figure("fewer than ten days", 10, "days", "<"),
        Figure("down to −15 °C", -15, "", unit="°C"),
        Figure("All 520 drivers", 520, "drivers"),
        Figure("41% of running costs", 41, "running costs", unit="%"),
        Figure("a loan of €22.7 million", 22.7e6, "loan", unit="EUR"),
        Figure("15 years", 15, "years"),
        Figure("grant of CHF 1.2 million", 1.2e6, "grant", unit="CHF"),
        Figure("more than 400 guests", 400, "guests", ">"),
        Figure("Between 25 and 30 electric buses", 25, "electric buses", to=30),
        Figure("a range of up to 280 km", 280, "range", "<=", "km"),
        Figure("four alphabets", 4, "alphabets"),
        Figure("Two ways to plan your trip", 2, "ways"),
        Figure("at least 60 days", 60, "days", ">="),
    ],
    events=[
        Event("Created on 1 March 2019", f"creation of the {AGENCY}", "2019-03-01"),
        Event("The opening of Line 1 on 17 May 2022", "opening of Line 1", "2022-05-17"),
        Event("27 May 2022: opening of Line 1", "opening of Line 1", "2022-05-27"),
        Event("4–5 November 2023: open weekend at the Nikea depot", "open weekend", "2023-11-04", "2023-11-05",
              "Nikea", "GEO"),
        Event("April 2024: arrival of the first electric buses", "arrival of the first electric buses", "2024-04"),
        Event("2026: Line 2 reaches the airport", "Line 2 reaches the airport", "2026"),
        Event("The groundbreaking ceremony took place on Friday, 13 September 2024", "groundbreaking ceremony",
              "2024-09-13"),
        Event("A public hearing will be held on 6 February 2025 in the Opera House", "public hearing", "2025-02-06",
              place="Opera House", country="GEO"),
    ],
    roles=[
        Role("loan of €22.7 million from the European Bank for Reconstruction and Development",
             "European Bank for Reconstruction and Development", "donor", "new buses"),
        Role("The restoration of the cable car is funded by Switzerland", "Switzerland", "donor",
             "restoration of the cable car"),
        Role("The City of Ghent, Belgium, is a partner of the Agency", "City of Ghent", "partner", AGENCY),
        Role("Nino Kapanadze – Director General", "Nino Kapanadze", "Director General", AGENCY),
        Role("Levan Tsereteli – Head of Planning", "Levan Tsereteli", "Head of Planning", AGENCY),
        Role("Jordan Whitlock – Road Safety Adviser", "Jordan Whitlock", "Road Safety Adviser", AGENCY),
        Role("Tamar Gelashvili – Passenger Ombudswoman", "Tamar Gelashvili", "Passenger Ombudswoman", AGENCY),
        Role("The Supervisory Board is chaired by the Mayor of Kutaisi, Irakli Lomidze", "Irakli Lomidze", "chair",
             "Supervisory Board"),
        Role("the Mayor of Kutaisi, Irakli Lomidze", "Irakli Lomidze", "Mayor", "Kutaisi"),
    ],
    checks=[
        Count("Four kinds of ticket", 4, "L1"),
        Count("Three promises", 3, "L2"),
        Count("Two ways to plan your trip", 2, "L5"),
        Dates("Created on 1 March 2019", "1 March 2019: creation of the Agency", agree=True,
              note="the Agency's creation has the same date in the text and in the timeline"),
        Dates("The opening of Line 1 on 17 May 2022", "27 May 2022: opening of Line 1",
              note="the opening of Line 1 is dated 17 May 2022 in the text and 27 May 2022 in the timeline"),
    ],
)  # fmt: skip

SHEET = Sheet(
    "s04",
    "leaflet: two landscape A4 pages of three panels each, read left to right, some tinted; ragged right; key figures; "
    "lettered and numbered lists, • and arrows; picture with caption; names and offices in a list; no furniture",
    Design(
        [Row([COVER, SPINE, PROMISES], free=False), Break(), Row([MONEY, TIMELINE, CONTACT], free=False)],
        Theme(body="sans", size=10.3, leading=13.9, accent="#2f6b3c", justify=False, hyphenate=False, title_size=22),
        paper=(841.89, 595.28),
        margins=(36, 34, 36, 34),
    ),
    FACTS,
)
