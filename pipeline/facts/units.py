"""Units of measure as fact sheets print them: currencies, percent, physical units, times, scales.

Symbols are those of the SI brochure (9th edition) and ISO 4217; ``$`` alone is read as the US dollar, as the
international press does. Words are matched without case, symbols with it.
"""

import re

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
    "Rs.": "INR",
    "Rs": "INR",
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
_CURRENCY_NAMES = """
    AED emirati dirham|AFN afghani|ALL lek|AMD dram|ARS argentine peso|AUD australian dollar|BDT taka
    BGN lev, leva|BRL brazilian real, reais|BTN ngultrum|BWP pula|CAD canadian dollar|CHF swiss franc
    CLP chilean peso|CNY yuan, renminbi|COP colombian peso|CZK czech koruna, czech crown
    DKK danish krone, danish kroner|DOP dominican peso|DZD algerian dinar|EGP egyptian pound|ETB birr|EUR euro
    FJD fijian dollar|GBP pound sterling, pounds sterling, british pound|GEL lari|GHS cedi|GTQ quetzal
    GYD guyanese dollar|HKD hong kong dollar|HNL lempira|HUF forint|IDR rupiah|ILS shekel|INR indian rupee
    IQD iraqi dinar|IRR iranian rial|ISK icelandic krona, icelandic kronur|JMD jamaican dollar
    JOD jordanian dinar|JPY yen|KES kenyan shilling|KHR riel|KWD kuwaiti dinar|KZT tenge|LAK kip
    LBP lebanese pound|LKR sri lankan rupee|LSL loti, maloti|MAD moroccan dirham|MDL moldovan leu, moldovan lei
    MKD denar|MMK kyat|MUR mauritian rupee|MWK malawian kwacha|MXN mexican peso|MYR ringgit
    MZN metical, meticais|NAD namibian dollar|NGN naira|NOK norwegian krone, norwegian kroner
    NPR nepalese rupee|NZD new zealand dollar|OMR omani rial|PEN peruvian sol|PHP philippine peso
    PKR pakistani rupee|PLN zloty|QAR qatari riyal|RON romanian leu, romanian lei|RSD serbian dinar
    RUB rouble, ruble|SAR saudi riyal|SEK swedish krona, swedish kronor|SGD singapore dollar|THB baht
    TND tunisian dinar|TRY turkish lira|TWD new taiwan dollar|TZS tanzanian shilling|UAH hryvnia
    UGX ugandan shilling|USD dollar, us dollar, u.s. dollar|UYU uruguayan peso|VND dong|XOF cfa franc|ZAR rand
    ZMW zambian kwacha
"""
_CURRENCY_WORDS = {
    name + plural: line[:3]
    for line in words(_CURRENCY_NAMES.replace("\n", "|"), "|")
    for name in words(line[4:], ",")
    for plural in ("", "s")
    if name
}
CURRENCIES = _SYMBOLS | {code: code for code in _CODES} | _CURRENCY_WORDS
"""ISO 4217 code by symbol, code or name (names in lower case)."""

PERCENT = ("%", "٪", "％", "per cent", "percent", "pct")

_PREFIXES = {
    "": "",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
    "centi": "c",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
}
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
    "electronvolt": "eV",
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
    "second": "s",
    "hour": "h",
}
_SYMBOLS_SI = words(
    "GWh MWh kWh TWh Wh GW MW kW TW GWp MWp kWp W kV MV V km² km2 m² m2 m³ m3 km³ km3 km mm cm nm µm m ha hl l L ml cl"
    " mg µg ng kg kt Mt Gt g t °C °F Hz kHz MHz GHz GB TB MB PB Gbit Mbit kbit Gbps Mbps dB Pa hPa kPa bar kJ MJ GJ"
    " TJ PJ EJ eV keV MeV GeV TeV PeV mSv µSv Bq kcal Nm mA lx lm ppm ppb CO2e tCO2e MtCO2e mtpa bcm dwt toe Mtoe ktoe"
)
PHYSICAL_SYMBOLS = (*_SYMBOLS_SI, *(name.replace("µ", "μ") for name in _SYMBOLS_SI if "µ" in name))
"""Symbols of units; the sign of micro also as the Greek letter."""

_NOUNS = words("mile foot inch yard acre ton pound ounce gallon barrel degree hectare tonne")
_PHRASES = words(
    "square kilometres|square kilometers|square kilometre|square metres|square meters|square miles|square feet"
    "|cubic metres|cubic meters|cubic metre|cubic kilometres|cubic feet|sq km|sq. km|sq m|sq. m|degrees celsius"
    "|degrees fahrenheit|degrees|nautical miles|metric tons|metric tonnes|feet|inches|tonnes of co2|°",
    "|",
)
_SI_NOUNS = tuple(prefix + stem for prefix in _PREFIXES for stem in _STEMS)
PHYSICAL_WORDS = (*_PHRASES, *(f"{word}{end}" for word in (*_NOUNS, *_SI_NOUNS) for end in ("s", "")))


def symbol(printed: str) -> str:
    """The symbol of a physical unit that is printed as a word ('kilometres' is km); others stay as printed.

    Of a unit per another, both are turned: 'litres per second' is l/s.
    """
    return "/".join(map(_symbol, re.split(r"\s+per\s+|/", printed)))


def _symbol(printed: str) -> str:
    word = " ".join(printed.split())
    low = word.lower()
    return _SYMBOL_OF.get(low) or _SYMBOL_OF.get(low.removesuffix("s")) or word


LENGTHS = frozenset(symbol(word) for word in words("nm mm cm m km metre kilometre mile miles foot feet yard yards"))
"""Units of length as ``symbol`` gives them."""

TIMES = tuple(
    f"{word}{end}"
    for word in words(
        "nanosecond microsecond millisecond second minute hour day week fortnight month quarter year decade"
    )
    for end in ("s", "")
)
"""Units of time: counted as nouns, unless a label says what lasts that long."""


MONEY_BEFORE = rf"(?:{any_of((*_SYMBOLS, *_CODES, 'euros', 'euro', 'Euros', 'Euro'))})"
MONEY_AFTER = rf"(?:{any_of((*_SYMBOLS, *_CODES))}|(?i:{any_of(_CURRENCY_WORDS)}))"
PERCENT_SIGN = rf"(?:{any_of(PERCENT[:3])}|(?:{any_of(PERCENT[3:])})(?!\w))"
_PHYSICAL = rf"(?:{any_of(PHYSICAL_SYMBOLS)}|(?i:{any_of(PHYSICAL_WORDS)}))"
PHYSICAL = rf"{_PHYSICAL}(?:(?:/|\sper\s)(?:{_PHYSICAL}|s|h|second|hour)(?!\w))?"
TIME = rf"(?i:{any_of(TIMES)})"
SCALE = rf"(?i:{any_of(SCALES)})"

LIKE_WORDS = frozenset({"ALL", "COP", "CUP", "SDG", "SOS", "TOP", "TRY"})
"""Currency codes that words and well-known names also spell: believed before large numbers only."""


def currency(printed: str) -> str | None:
    """The ISO 4217 code of a printed currency; null if it is none."""
    words = " ".join(printed.split())
    return CURRENCIES.get(words) or CURRENCIES.get(words.lower())
