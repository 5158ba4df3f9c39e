"""Countries, offices and datelines in languages other than English."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Article, Status
from dateline.index.metadata.countries.find import find_countries
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def article(text: str, language: str) -> Article:
    return extract(RawReport(text, Place("x"), "plain", language=language), read_at=NOW)


def held(text: str, language: str) -> list[tuple[str, str, str | None]]:
    return [(one.person, one.portfolio, one.country) for one in article(text, language).officials]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Les Ghanéens et l'armée malienne", {"GH", "ML"}),
        ("fr", "Pékin a répondu aux États-Unis", {"CN", "US"}),
        ("de", "Norwegischer Sieg über die Franzosen", {"NO", "FR"}),
        ("de", "Moskau und die USA verhandeln", {"RU", "US"}),
        ("es", "El gobierno argentino y los brasileños", {"AR", "BR"}),
        ("pt", "A seleção portuguesa e os EUA", {"PT", "US"}),
        ("ru", "Российские и азербайджанские войска, США", {"RU", "AZ", "US"}),
        ("ar", "السائق الفرنسي والبريطانيون في السوق الإيرانية", {"FR", "GB", "IR"}),
        ("ar", "وإيران والسعودية", {"IR", "SA"}),
        ("ar", "الإمارات وبريطانيا وبلجيكا", {"AE", "GB", "BE"}),
        ("ar", "الحارس السوفيتي والمدرب السويسري", {"SU", "CH"}),
        ("tr", "Azerbaycan ve Alman heyeti, ABD", {"AZ", "DE", "US"}),
        ("az", "Azərbaycan və Rusiya, ABŞ", {"AZ", "RU", "US"}),
        ("az", "Azərbaycanın Rusiyada, Türkiyəyə, İrandan, Gürcüstana", {"AZ", "RU", "TR", "IR", "GE"}),
        ("pt", "O Irão e o Vietname", {"IR", "VN"}),
    ],
)
def test_inflected_country_names_are_found(language: str, text: str, expected: set[str]) -> None:
    assert {found.code for found in find_countries(text, language=language)} == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Martin et Georges ont parlé."),
        ("fr", "François Hollande a parlé."),
        ("de", "François Hollande sprach."),
        ("ar", "التقارير المالية للشركة"),
        ("ar", "تحدث الضيف بالإنجليزية ثم بالفرنسية"),
        ("es", "Los chicos juegan."),
        ("de", "Indem er ging, sang der Wal, und indes schlief der slow food Verband im Äther."),
        ("de", "Sie inder nicht."),
        ("fr", "Cela coûte dix francs. Francis et Maurice paient un franc. La réunion est finie."),
        ("ar", "الدعم المالي للبنين كبير، وهو دعم مالي في مجرى النهر"),
    ],
)
def test_words_sharing_a_stem_with_a_country_are_ignored(language: str, text: str) -> None:
    assert [found.code for found in find_countries(text, language=language)] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Inder und die indische Regierung", "IN"),
        ("fr", "Il vit à Maurice.", "MU"),
        ("fr", "La Réunion est une île.", "RE"),
        ("ar", "وصل الوفد من مالي", "ML"),
        ("ar", "زار الرئيس الوفد في بنين", "BJ"),
    ],
)
def test_an_ambiguous_word_is_a_country_in_its_context(language: str, text: str, expected: str) -> None:
    assert {found.code for found in find_countries(text, language=language)} == {expected}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Jean Dupont, président de l'International Aids Society, vit au Bénin."),
        ("es", "Juan Rojas, presidente del Banco Popular, vive en Perú."),
        ("de", "Karl Neuner, Präsident der Gesellschaft für Musik, lebt in Österreich."),
    ],
)
def test_presidents_of_other_bodies_hold_no_office(language: str, text: str) -> None:
    assert held(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le président français Luc Morel a parlé.", ("Luc Morel", "head-of-state", "FR")),
        ("fr", "le ministre de la Défense du Mali, le colonel Sadio Traoré,", ("Sadio Traoré", "defence", "ML")),
        ("fr", "Jean Le Bras, ministre français des Affaires étrangères, est là.", ("Jean Le Bras", "foreign", "FR")),
        ("fr", "le président de la République du Bénin Paul Houn", ("Paul Houn", "head-of-state", "BJ")),
        ("fr", "Alpha Barry a été élu président de la Guinée.", ("Alpha Barry", "head-of-state", "GN")),
        ("de", "Frankreichs Präsident Luc Morel sprach.", ("Luc Morel", "head-of-state", "FR")),
        ("de", "der russische Außenminister Iwan Petrow sprach", ("Iwan Petrow", "foreign", "RU")),
        ("de", "die deutsche Umweltministerin Eva Braun-Held sagte", ("Eva Braun-Held", "environment", "DE")),
        ("de", "Der polnische Vizekanzler und ÖVP-Obmann Jan Nowak", ("Jan Nowak", "deputy-head-of-government", "PL")),
        ("es", "El presidente de Colombia, Juan Rojas, habló.", ("Juan Rojas", "head-of-state", "CO")),
        ("es", "La ministra de Defensa de España, Ana Soto, viajó.", ("Ana Soto", "defence", "ES")),
        ("es", "El canciller argentino Luis Mora viajó.", ("Luis Mora", "foreign", "AR")),
        ("ru", "Министр иностранных дел РФ Иван Петров прибыл.", ("Иван Петров", "foreign", "RU")),
        ("ru", "министра обороны Белоруссии Виктора Иванова", ("Виктор Иванов", "defence", "BY")),
        ("ru", "Премьер-министр Армении Ваге Саркисян заявил", ("Ваге Саркисян", "head-of-government", "AM")),
        ("ru", "заместитель министра обороны Армении Ваге Саркисян", ("Ваге Саркисян", "deputy-defence", "AM")),
        ("es", "El canciller alemán Karl Neuner viajó.", ("Karl Neuner", "head-of-government", "DE")),
        ("es", "El presidente electo de Chile, Juan Rojas, habló.", ("Juan Rojas", "head-of-state", "CL")),
        ("pt", "O presidente francês Luc Morel falou.", ("Luc Morel", "head-of-state", "FR")),
        ("pt", "o ministro da Defesa do Brasil, José Prata, disse", ("José Prata", "defence", "BR")),
        ("pt", "O ministro angolano das Finanças, João Lopo, veio.", ("João Lopo", "finance", "AO")),
        ("pt", "Ana Sá, ministra dos Negócios Estrangeiros de Portugal,", ("Ana Sá", "foreign", "PT")),
        ("pt", "a primeira-ministra da Dinamarca, Mette Holm", ("Mette Holm", "head-of-government", "DK")),
        ("pt", "O chanceler argentino Luis Mora e o país", ("Luis Mora", "foreign", "AR")),
        ("pt", "O chanceler alemão Karl Neuner e o país", ("Karl Neuner", "head-of-government", "DE")),
        ("pt", "O secretário de Estado dos EUA, John Mills,", ("John Mills", "foreign", "US")),
        ("az", "Azərbaycanın müdafiə naziri Anar Sadıqov gəldi.", ("Anar Sadıqov", "defence", "AZ")),
        ("az", "Azərbaycan Respublikasının Prezidenti Vaqif Rəhimov", ("Vaqif Rəhimov", "head-of-state", "AZ")),
        ("az", "Rusiyanın xarici işlər naziri İvan Petrovla görüşdü", ("İvan Petrov", "foreign", "RU")),
        ("az", "Gürcüstanın Baş naziri Giorgi Beridze", ("Giorgi Beridze", "head-of-government", "GE")),
        ("az", "ABŞ-ın dövlət katibi Con Mills dedi", ("Con Mills", "foreign", "US")),
        ("az", "Türkiyənin səhiyyə nazirinin müavini Əli Demir", ("Əli Demir", "deputy-health", "TR")),
        ("az", "İranın müdafiə naziri, general-polkovnik Rza Məmmədi", ("Rza Məmmədi", "defence", "IR")),
        ("az", "Azərbaycanın elm və təhsil naziri Emin Quliyev", ("Emin Quliyev", "education", "AZ")),
        ("tr", "Türkiye Dışişleri Bakanı Kaan Demir geldi.", ("Kaan Demir", "foreign", "TR")),
        ("tr", "Türkiye'nin Milli Savunma Bakanı Ali Öz'ün sözleri", ("Ali Öz", "defence", "TR")),
        ("tr", "ABD Başkanı John Mills ile görüştü", ("John Mills", "head-of-state", "US")),
        ("tr", "Suriye Devlet Başkanı Rami Hadid'e mektup", ("Rami Hadid", "head-of-state", "SY")),
        ("tr", "Yunanistan Başbakanı Nikos Petridis", ("Nikos Petridis", "head-of-government", "GR")),
        ("tr", "ABD Başkanı John Mills'le Beyaz Saray'da", ("John Mills", "head-of-state", "US")),
        ("az", "İran Prezidenti Rza Karimlə görüşdü. Rza Karim dedi", ("Rza Karim", "head-of-state", "IR")),
        ("az", "İran Prezidenti Rza Muradi Bakıda olub", ("Rza Muradi", "head-of-state", "IR")),
        ("fr", "Au Bénin, le président de la République, Paul Houn,", ("Paul Houn", "head-of-state", "BJ")),
        ("tr", "Türkiye Dışişleri Bakan Yardımcısı Kaan Demir", ("Kaan Demir", "deputy-foreign", "TR")),
        ("tr", "Luc Morel, Fransa Cumhurbaşkanı, geldi.", ("Luc Morel", "head-of-state", "FR")),
        ("tr", "Azerbaycan Çevre, Şehircilik ve İklim Değişikliği Bakanı Emin Öz", ("Emin Öz", "environment", "AZ")),
        ("ar", "قال وزير الخارجية المصري سالم عبد الغفور إن الوفد", ("سالم عبد الغفور", "foreign", "EG")),
        ("ar", "وصل وزير خارجية مصر سالم بدران أمس", ("سالم بدران", "foreign", "EG")),
        ("ar", "ووزير الدفاع الفرنسي لوك موريل وعدد من المسؤولين", ("لوك موريل", "defence", "FR")),
        ("ar", "وقال للرئيس الروسي إيفان بتروف في موسكو", ("إيفان بتروف", "head-of-state", "RU")),
        ("ar", "أعلن وزير النفط العراقي الدكتور جواد كاظم الربيعي أن", ("جواد كاظم الربيعي", "energy", "IQ")),
        ("ar", "رئيس الوزراء الأردني، عمر بن زيد الحوراني، قال", ("عمر بن زيد الحوراني", "head-of-government", "JO")),
        ("ar", "وزير الشؤون الخارجية بجمهورية ليتوانيا ليناس كازلاوس", ("ليناس كازلاوس", "foreign", "LT")),
        ("ar", "وقع وزير الدفاع الفرنسي لوك موريل معاهدة", ("لوك موريل", "defence", "FR")),
        ("ar", "قال وزير الحج العراقي بندر بن سعد حجار، أمس", ("بندر بن سعد حجار", "culture", "IQ")),
        ("ar", "المستشارة الألمانية إيفا براون قالت", ("إيفا براون", "head-of-government", "DE")),
        ("ar", "نائب وزير الصحة الكويتي محمود سعد يصل اليوم", ("محمود سعد", "deputy-health", "KW")),
        ("ar", "في الكويت حضر الأمير ناصر بن فهد وزير العدل الحفل", ("ناصر بن فهد", "justice", "KW")),
        ("pt", "o vice-ministro da Saúde de Moçambique, Rui Tembe", ("Rui Tembe", "deputy-health", "MZ")),
    ],
)
def test_offices_are_read_with_their_country(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert held(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le président du conseil régional Luc Morel"),
        ("fr", "Idriss Ba, vice-président de la FIF, est candidat."),
        ("de", "Bayerns Ministerpräsident Horst Huber sprach."),
        ("de", "sagte der Minister. Zusätzlich zu den Botschaften"),
        ("es", "el presidente del Barcelona Juan Rojas"),
        ("tr", "Ankara Büyükşehir Belediye Başkanı Kaan Demir Türkiye'de konuştu."),
        ("tr", "Türkiye Cumhurbaşkanı Sözcüsü Kaan Demir konuştu."),
        ("tr", "Fenerbahçe Başkanı Kaan Demir Türkiye'de konuştu."),
        ("az", "Azərbaycan Prezidentinin köməkçisi Anar Sadıqov danışdı."),
        ("az", "Azərbaycan Futbol Federasiyasının prezidenti Anar Sadıqov danışdı."),
        ("ar", "وصل وزير الخارجية المصري إلى القاهرة على متن طائرة"),
        ("ar", "قرر وزير الداخلية المصري بتحديد المواعيد"),
        ("ar", "وزير الدفاع الفرنسي يبحث التعاون"),
        ("ar", "وزير الدفاع الفرنسي يستعد قريبا"),
        ("ar", "رد وزير الدفاع الفرنسي بسرعة كبيرة"),
        ("ar", "عمل وزير الدفاع الفرنسي على إلغاء العقد"),
        ("ar", "رأى وزير الدفاع الفرنسي وجنودا كثيرين"),
        ("tr", "Türkiye Cumhurbaşkanının Danışma Üyesi konuştu."),
        ("ar", "رئيس نادي الهلال سالم بدران في مصر"),
        ("ar", "مطار الملك فهد بن سعد في مصر"),
        ("ar", "مستشار الرئيس المصري سالم بدران قال"),
        ("ar", "استقبل الأمير ناصر بن فهد وزير العدل الفرنسي"),
        ("pt", "Veio o Rui Prata, do Brasil. O presidente dormiu."),
        ("pt", "O presidente da Câmara dos Deputados, Rui Prata, falou no Brasil."),
        ("pt", "O presidente do Banco Central do Brasil, Rui Prata, falou."),
        ("pt", "O ministro do STF Rui Prata falou no Brasil."),
        ("ru", "президент банка Иван Петров"),
    ],
)
def test_offices_of_other_bodies_are_ignored(language: str, text: str) -> None:
    assert held(text, language) == []


def test_a_counterpart_holds_the_office_named_before() -> None:
    assert held("Le ministre français de la Défense Luc Morel et son homologue malien Sadio Keïta.", "fr") == [
        ("Luc Morel", "defence", "FR"),
        ("Sadio Keïta", "defence", "ML"),
    ]
    assert held("وزير الدفاع المصري سالم بدران التقى نظيره الفرنسي لوك موريل أمس", "ar") == [
        ("سالم بدران", "defence", "EG"),
        ("لوك موريل", "defence", "FR"),
    ]
    assert held("Le ministre de la Défense Luc Morel et son homologue Sadio Keïta sont au Mali.", "fr") == [
        ("Luc Morel", "defence", "ML")
    ]
    assert held("Le ministre de la Défense dort. Son homologue malien Sadio Keïta arrive.", "fr") == []


def test_adjacent_offices_belong_to_one_person() -> None:
    assert set(held("نائب رئيس الجمهورية اليمنية رئيس مجلس الوزراء سالم محمود بدران", "ar")) == {
        ("سالم محمود بدران", "deputy-head-of-state", "YE"),
        ("سالم محمود بدران", "head-of-government", "YE"),
    }
    assert set(held("في الكويت حضر الأمير ناصر بن فهد النائب الثاني لرئيس مجلس الوزراء وزير الدفاع", "ar")) == {
        ("ناصر بن فهد", "deputy-head-of-government", "KW"),
        ("ناصر بن فهد", "defence", "KW"),
    }


def test_former_holders_are_recognised() -> None:
    (official,) = article("L'ancien Premier ministre du Niger Issa Rafi est arrivé.", "fr").officials
    assert (official.person, official.status) == ("Issa Rafi", Status.FORMER)
    (official,) = article("O ex-presidente do Brasil José Prata", "pt").officials
    assert (official.person, official.status) == ("José Prata", Status.FORMER)
    (official,) = article("Türkiye'nin eski Dışişleri Bakanı Kaan Demir", "tr").officials
    assert (official.portfolio, official.country, official.status) == ("foreign", "TR", Status.FORMER)
    (official,) = article("Ermənistanın sabiq prezidenti Ara Sarkisyan", "az").officials
    assert (official.portfolio, official.country, official.status) == ("head-of-state", "AM", Status.FORMER)
    (official,) = article("الرئيس اليمني السابق سالم عبد الله بدر", "ar").officials
    assert (official.person, official.status) == ("سالم عبد الله بدر", Status.FORMER)
    (official,) = article("Paul Houn, président du Bénin et ancien footballeur, est là.", "fr").officials
    assert (official.person, official.status) == ("Paul Houn", Status.CURRENT)
    (official,) = article("El presidente interino de Chile, Juan Rojas", "es").officials
    assert (official.person, official.status) == ("Juan Rojas", Status.ACTING)
    (official,) = article("El exministro chileno de Hacienda Juan Rojas", "es").officials
    assert (official.portfolio, official.status) == ("finance", Status.FORMER)


@pytest.mark.parametrize(
    ("language", "text", "place", "country"),
    [
        ("de", "Zwölf Tote in der Wüste. Kairo – Die Armee hat geschossen.", "Kairo", "EG"),
        ("de", "MOSKAU, 18. Mai 2021 - Es gab Gespräche.", "Moskau", "RU"),
        ("fr", "PÉKIN, 18 mai 2021 - La Chine a répondu.", "Pékin", "CN"),
        ("es", "MOSCÚ, 18 de mayo de 2021 - Hubo conversaciones.", "Moscú", "RU"),
    ],
)
def test_datelines_name_places_in_their_language(language: str, text: str, place: str, country: str) -> None:
    found = article(text, language).dateline
    assert found is not None
    assert (found.place, found.country) == (place, country)


@given(st.sampled_from(("fr", "de", "es", "ru", "pt", "ar", "tr", "az")), st.text(max_size=200))
def test_mentions_are_within_any_text_in_any_language(language: str, text: str) -> None:
    found = find_countries(text, language=language)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
