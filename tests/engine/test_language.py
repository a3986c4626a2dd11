import pytest

from pipeline.language import detect

TEXTS = {
    "en": "The council brings together the ministers of the region and has met twice since it was founded in the.",
    "de": "Der Rat bringt die Minister der Region zusammen und hat sich seit der Gründung im Frühling zweimal.",
    "fr": "Le conseil réunit les ministres de la région et il est en place dans la ville depuis le printemps avec un.",
    "es": "El consejo reúne a los ministros de la región y se ha reunido dos veces desde que fue fundado en la.",
    "it": "Il consiglio riunisce i ministri della regione e si è riunito due volte da quando è nato nella città con il",
    "nl": "De raad brengt de ministers van de regio bijeen en is sinds de oprichting in het voorjaar al twee keer bij.",
    "pt": "O conselho reúne os ministros da região e já se reuniu duas vezes desde que foi fundado na primavera com o.",
    "pl": "Rada zrzesza ministrów i jest w tym roku po raz drugi na spotkaniu, które się odbyło przy biurze oraz do.",
    "tr": "Konsey bölgenin bakanlarını bir araya getirir ve bu yıl için iki kez toplandı, daha sonra da yeni bir karar",
}


@pytest.mark.parametrize("language", TEXTS)
def test_running_text_is_told_by_its_commonest_words(language: str) -> None:
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "The council of the region", "12 34 56 " * 50, "Lorem ipsum dolor amet consectetur adipiscing elit sed " * 5],
)
def test_what_says_too_little_is_not_told(text: str) -> None:
    assert detect(text) is None


def test_a_text_half_in_another_language_is_not_told() -> None:
    assert detect(f"{TEXTS['en']} {TEXTS['de']}") is None


def test_a_million_characters_are_no_matter() -> None:
    assert detect("the of and " * 400_000) == "en"
