"""Units of measure as fact sheets print them: currencies, percent, physical units, times, scales.

Symbols are those of the SI brochure (9th edition) and ISO 4217; ``$`` alone is read as the US dollar, as the
international press does. Words are matched without case, symbols with it.
"""


from pipeline.facts.lexicon import any_of


def words(text: str, sep: str | None = None) -> tuple[str, ...]:
    """A word list written as running text."""
    return tuple(word.strip() for word in text.split(sep))


SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mio": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
    "tn": 1e12,
}
"""What a number is multiplied by, by the word or letters behind it."""

SHORT_SCALES = frozenset({"k", "m", "b"})
"""Scales of one letter: also signs of units, so they need a currency or a counted noun beside them."""

_SYMBOLS = {
    "US$": "USD",
    "USD$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "R$": "BRL",
    "NT$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "₦": "NGN",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "₵": "GHS",
    "₸": "KZT",
    "₾": "GEL",
}
_CODES = words(
    """
    AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BIF BND BOB BRL BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
    CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS
    VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
    """
)
_CURRENCY_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "us dollar": "USD",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "australian dollars": "AUD",
    "canadian dollars": "CAD",
    "pounds sterling": "GBP",
    "pound sterling": "GBP",
    "british pounds": "GBP",
    "swiss francs": "CHF",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "indian rupees": "INR",
    "roubles": "RUB",
    "rubles": "RUB",
    "zloty": "PLN",
    "zlotys": "PLN",
    "forint": "HUF",
    "forints": "HUF",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "turkish lira": "TRY",
    "swedish kronor": "SEK",
    "norwegian kroner": "NOK",
    "danish kroner": "DKK",
    "baht": "THB",
    "shekels": "ILS",
}
CURRENCIES = _SYMBOLS | {code: code for code in _CODES} | _CURRENCY_WORDS
"""ISO 4217 code by symbol, code or name (names in lower case)."""

PERCENT = ("%", "٪", "％", "per cent", "percent", "pct")

PHYSICAL_SYMBOLS = words(
    "GWh MWh kWh TWh Wh GW MW kW TW GWp MWp kWp W kV MV V km² km2 m² m2 m³ m3 km/h km mm cm nm µm m ha hl l L ml mg kg"
    " kt Mt Gt g t °C °F Hz kHz MHz GHz GB TB MB PB Gbit/s Mbit/s kbit/s Gbps Mbps dB Pa hPa kPa bar kJ MJ GJ TJ PJ"
    " EJ Nm mA lx lm ppm ppb CO2e tCO2e MtCO2e mtpa bcm dwt TEU toe Mtoe ktoe"
)
_NOUNS = words(
    "kilometre kilometer metre meter centimetre centimeter millimetre millimeter mile foot inch yard hectare acre"
    " tonne ton kilogram kilogramme gram gramme pound ounce litre liter gallon barrel megawatt gigawatt kilowatt"
    " terawatt watt kilowatt-hour megawatt-hour gigawatt-hour terawatt-hour volt kilovolt hertz megahertz gigahertz"
    " byte gigabyte megabyte terabyte petabyte joule degree"
)
_PHRASES = words(
    "square kilometres|square kilometers|square kilometre|square metres|square meters|square miles|square feet"
    "|cubic metres|cubic meters|cubic metre|cubic kilometres|cubic feet|sq km|sq. km|sq m|sq. m|degrees celsius"
    "|degrees fahrenheit|degrees|nautical miles|metric tons|metric tonnes|feet|inches|tonnes of co2|°",
    "|",
)
PHYSICAL_WORDS = (*_PHRASES, *(f"{word}{end}" for word in _NOUNS for end in ("s", "")))

_PREFIXES = {"": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "centi": "c", "milli": "m"}
_STEMS = {
    "metre": "m",
    "meter": "m",
    "gram": "g",
    "gramme": "g",
    "litre": "l",
    "liter": "l",
    "watt": "W",
    "watt-hour": "Wh",
    "volt": "V",
    "hertz": "Hz",
    "byte": "B",
    "joule": "J",
}
_SYMBOL_OF = {
    **{prefix + stem: sign + symbol for prefix, sign in _PREFIXES.items() for stem, symbol in _STEMS.items()},
    "hectare": "ha",
    "tonne": "t",
    "metric ton": "t",
    "metric tonne": "t",
    "square kilometre": "km²",
    "square kilometer": "km²",
    "sq km": "km²",
    "sq. km": "km²",
    "km2": "km²",
    "square metre": "m²",
    "square meter": "m²",
    "sq m": "m²",
    "sq. m": "m²",
    "m2": "m²",
    "cubic metre": "m³",
    "cubic meter": "m³",
    "m3": "m³",
    "cubic kilometre": "km³",
    "degrees celsius": "°C",
    "degrees fahrenheit": "°F",
}


def symbol(printed: str) -> str:
    """The symbol of a physical unit that is printed as a word ('kilometres' is km); others stay as printed."""
    word = " ".join(printed.split())
    low = word.lower()
    return _SYMBOL_OF.get(low) or _SYMBOL_OF.get(low.removesuffix("s")) or word


LENGTHS = frozenset(symbol(word) for word in words("nm mm cm m km metre kilometre mile miles foot feet yard yards"))
"""Units of length as ``symbol`` gives them."""

TIMES = tuple(
    f"{word}{end}"
    for word in ("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade")
    for end in ("s", "")
)
"""Units of time: counted as nouns, unless a label says what lasts that long."""


MONEY_BEFORE = rf"(?:{any_of((*_SYMBOLS, *_CODES, 'euros', 'euro', 'Euros', 'Euro'))})"
MONEY_AFTER = rf"(?:{any_of((*_SYMBOLS, *_CODES))}|(?i:{any_of(_CURRENCY_WORDS)}))"
PERCENT_SIGN = rf"(?:{any_of(PERCENT[:3])}|(?:{any_of(PERCENT[3:])})(?!\w))"
PHYSICAL = rf"(?:{any_of(PHYSICAL_SYMBOLS)}|(?i:{any_of(PHYSICAL_WORDS)}))"
TIME = rf"(?i:{any_of(TIMES)})"
SCALE = rf"(?i:{any_of(SCALES)})"

LIKE_WORDS = frozenset({"ALL", "COP", "CUP", "MAD", "PEN", "SDG", "SOS", "TOP", "TRY"})
"""Currency codes that words and well-known names also spell: believed before large numbers only."""


def currency(printed: str) -> str | None:
    """The ISO 4217 code of a printed currency; null if it is none."""
    words = " ".join(printed.split())
    return CURRENCIES.get(words) or CURRENCIES.get(words.lower())
