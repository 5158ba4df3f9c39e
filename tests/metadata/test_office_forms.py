"""Offices in the many forms of English-language news, one sentence each."""

from __future__ import annotations

import pytest

from dateline.index.article import Official, Status
from dateline.index.metadata.countries.find import find_in_article
from dateline.index.metadata.officials.find import read_officials
from dateline.index.metadata.officials.infer_country import ArticleContext
from dateline.index.metadata.text import Text

Held = tuple[str, str, str | None]


def officials(text: str, headline: str | None = None, home: str | None = None) -> tuple[Official, ...]:
    named = find_in_article(headline, text, language="en", year=None)
    return read_officials(Text(headline or ""), Text(text), ArticleContext(named, home=home))


def held(text: str, headline: str | None = None, home: str | None = None) -> list[Held]:
    return [(one.person, one.portfolio, one.country) for one in officials(text, headline, home)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian Foreign Minister Espen Dahl said.", [("Espen Dahl", "foreign", "NO")]),
        ("Lord Chancellor David Gray spoke.", [("David Gray", "justice", "GB")]),
        (
            "The Minister for Foreign Affairs of Iceland, Anna Jonsdottir, spoke.",
            [("Anna Jonsdottir", "foreign", "IS")],
        ),
        ("Spain's minister for ecological transition, Teresa Robles, said.", [("Teresa Robles", "environment", "ES")]),
        ("John Smith, the British home secretary, resigned.", [("John Smith", "interior", "GB")]),
        ("Jane Doe, Britain's secretary of state for health, said.", [("Jane Doe", "health", "GB")]),
        ("U.S. Deputy Secretary of Defense Kate Hill flew to Seoul.", [("Kate Hill", "deputy-defence", "US")]),
        (
            "U.S. Under Secretary of State for Political Affairs Tom Barr came.",
            [("Tom Barr", "deputy-foreign", "US")],
        ),
        ("U.S. Attorney General Mary Quill said.", [("Mary Quill", "justice", "US")]),
        ("President-elect Luis Vega of Chile will travel.", [("Luis Vega", "head-of-state", "CL")]),
        ("Prime Minister-designate Omar Haddad of Lebanon", [("Omar Haddad", "head-of-government", "LB")]),
        ("Sri Lanka's former finance minister Ravi Silva", [("Ravi Silva", "finance", "LK")]),
        ("then-French President Paul Morel", [("Paul Morel", "head-of-state", "FR")]),
        ("Ireland's Taoiseach Sean Burke", [("Sean Burke", "head-of-government", "IE")]),
        ("King Olav of Norway opened", [("Olav", "head-of-state", "NO")]),
        ("Qatar's Emir Sheikh Jassim bin Khalid Al Thani", [("Jassim bin Khalid Al Thani", "head-of-state", "QA")]),
        ("The Sultan of Oman, Haitham bin Saif, said", [("Haitham bin Saif", "head-of-state", "OM")]),
        ("Defence Minister General Prabowo Wirjo of Indonesia", [("Prabowo Wirjo", "defence", "ID")]),
        ("Myanmar's Foreign Minister U Than Myint", [("U Than Myint", "foreign", "MM")]),
        ("Vietnamese Prime Minister Nguyen Van Binh", [("Nguyen Van Binh", "head-of-government", "VN")]),
        (
            "At the swearing in of J. Paul Reed as Secretary of the Commerce Department of the United States",
            [("J. Paul Reed", "trade", "US")],
        ),
        (
            "He spoke at the swearing-in of J. Paul Reed as Secretary of the Commerce Department. The U.S. must act.",
            [("J. Paul Reed", "trade", "US")],
        ),
        (
            "The U.S. Senate took up the nomination of Jane Mill as Secretary of Energy.",
            [("Jane Mill", "energy", "US")],
        ),
        (
            "France won. Benin's President Hugo Maga left Ives Sogo, head of Benin's army, who became head of state.",
            [("Hugo Maga", "head-of-state", "BJ"), ("Ives Sogo", "head-of-state", "BJ")],
        ),
        (
            "Peru met guests. Representing Japan, State Minister of Economy Mr. Oda Mori spoke.",
            [("Oda Mori", "deputy-economy", "JP")],
        ),
        ("Macron of France sent Lord Carr, his minister of defence, away.", [("Carr", "defence", "FR")]),
        ("Thailand's then-prime-minister Yong Lee went.", [("Yong Lee", "head-of-government", "TH")]),
        ("IRAQ CHANGED WHEN KASSEM SLAUGHTERED KING FEISAL II LONG AGO .", [("Feisal II", "head-of-state", "IQ")]),
        ("South Korean President Park Min-soo", [("Park Min-soo", "head-of-state", "KR")]),
        ("Brazilian Finance Minister Joao dos Santos da Costa", [("Joao dos Santos da Costa", "finance", "BR")]),
        ("Mexican Economy Minister Jose Luis Garcia Lopez", [("Jose Luis Garcia Lopez", "economy", "MX")]),
        ("Iceland's Prime Minister Katrin Jonsdottir", [("Katrin Jonsdottir", "head-of-government", "IS")]),
        ("Foreign Minister G. L. Perera of Sri Lanka", [("G. L. Perera", "foreign", "LK")]),
        ("Egyptian President Abdel Karim al-Masri", [("Abdel Karim al-Masri", "head-of-state", "EG")]),
        ("Dutch Prime Minister Jan van der Meer", [("Jan van der Meer", "head-of-government", "NL")]),
        ("French Prime Minister Pierre-Yves de La Tour", [("Pierre-Yves de La Tour", "head-of-government", "FR")]),
        ("FRENCH FOREIGN MINISTER JEAN MOREL SAID ON MONDAY THAT TALKS FAILED", [("Jean Morel", "foreign", "FR")]),
        (
            "Foreign Ministers Karl Braun of Germany, Jean Morel of France and Ian Hay of Britain met.",
            [("Karl Braun", "foreign", "DE"), ("Jean Morel", "foreign", "FR"), ("Ian Hay", "foreign", "GB")],
        ),
        (
            "Polish Foreign Minister Adam Nowak and his Czech counterpart Jan Dvorak signed.",
            [("Adam Nowak", "foreign", "PL"), ("Jan Dvorak", "foreign", "CZ")],
        ),
        ("Kenya's Deputy President William Kip", [("William Kip", "deputy-head-of-state", "KE")]),
        ("Turkish Interior Minister Ali Yerli, 55, said", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli, 55, Turkey's interior minister, said", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli was appointed Turkey's interior minister on Monday.", [("Ali Yerli", "interior", "TR")]),
        ("Turkey appointed Ali Yerli as interior minister.", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli resigned as Turkish interior minister.", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli, who has served as Turkey's interior minister since May,", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli, 55, a former Turkish interior minister, said", [("Ali Yerli", "interior", "TR")]),
        # A title that is a given or family name here.
        ("UAE Industry Minister Sultan Al Hosani said", [("Sultan Al Hosani", "economy", "AE")]),
        ("Saudi Defence Minister Prince Sultan bin Faisal", [("Sultan bin Faisal", "defence", "SA")]),
        ("Pakistan's Interior Minister Amir Nawaz", [("Amir Nawaz", "interior", "PK")]),
        ("Pakistan's Prime Minister Raja Nawaz Khalil", [("Raja Nawaz Khalil", "head-of-government", "PK")]),
        ("Singapore's Trade Minister Tan Wei Ming", [("Tan Wei Ming", "trade", "SG")]),
        ("Malaysian Prime Minister Tan Sri Ahmad Yusof", [("Ahmad Yusof", "head-of-government", "MY")]),
        ('Philippine President Ramon "Bong" Cruz Jr. signed', [("Ramon Cruz Jr.", "head-of-state", "PH")]),
        # Words between an office and a name.
        ("India's Prime Minister (PM) Arun Mehta", [("Arun Mehta", "head-of-government", "IN")]),
        ("French Premier (and onetime banker) Luc Morel said", [("Luc Morel", "head-of-government", "FR")]),
        ("the U.S. Secretary of Labor — a union member — Matt Walden — said", [("Matt Walden", "labour", "US")]),
        ("Georgia's (Foreign Minister) Maka Beridze", [("Maka Beridze", "foreign", "GE")]),
        ("John Smith, Britain's home secretary, told ministry staff", [("John Smith", "interior", "GB")]),
        # `PM`, which is also a time of day.
        ("Indian PM Arun Mehta left at 10 PM Tuesday.", [("Arun Mehta", "head-of-government", "IN")]),
        (
            "PM Mehta of India met ex-PM Boris Jonas of Britain.",
            [("Mehta", "head-of-government", "IN"), ("Boris Jonas", "head-of-government", "GB")],
        ),
        ("Kenya's President Daniel arap Moiben", [("Daniel arap Moiben", "head-of-state", "KE")]),
        (
            "CHARLES DE GAURET, WHO AS PRESIDENT OF FRANCE IS GRAND MASTER OF THE LEGION",
            [("Charles De Gauret", "head-of-state", "FR")],
        ),
        (
            "ex-president Luis Vega of Chile and president Ana Roja of Peru",
            [("Luis Vega", "head-of-state", "CL"), ("Ana Roja", "head-of-state", "PE")],
        ),
        (
            "Sri Lanka's President and Finance Minister Ravi Kumara Silva",
            [("Ravi Kumara Silva", "head-of-state", "LK"), ("Ravi Kumara Silva", "finance", "LK")],
        ),
        ("The Coordinating Minister of Economic Affairs of Indonesia, Budi Karto,", [("Budi Karto", "economy", "ID")]),
        ("Australian Assistant Foreign Minister Tim Wattle", [("Tim Wattle", "deputy-foreign", "AU")]),
        ("Sri Lanka's then Prime Minister, the late Sirima Banda,", [("Sirima Banda", "head-of-government", "LK")]),
        # Adjacent countries, and a country's name of two words.
        ("Malaysia's Chinese finance minister, Lim Kok Wah, said", [("Lim Kok Wah", "finance", "MY")]),
        (
            "South African International Relations and Cooperation Minister Ron Molefe",
            [("Ron Molefe", "foreign", "ZA")],
        ),
        # Rare subjects, and some that are in no table.
        ("Kenya's Cabinet Secretary for Health Susan Naku", [("Susan Naku", "health", "KE")]),
        ("South Korea's Unification Minister Kim Yong-ho", [("Kim Yong-ho", "other", "KR")]),
        (
            "Sri Lanka's Minister of Fisheries, Aquatic and Ocean Resources Ratna Silva",
            [("Ratna Silva", "agriculture", "LK")],
        ),
        ("South Africa's Minister in the Presidency Khumo Dlam", [("Khumo Dlam", "other", "ZA")]),
        ("The French minister delegate for European affairs, Luc Morel,", [("Luc Morel", "deputy-foreign", "FR")]),
        (
            "Sri Lanka's Transport and Highways Deputy Minister Asela Perera",
            [("Asela Perera", "deputy-transport", "LK")],
        ),
        ("Sri Lanka's Finance State Minister Ravi Silva", [("Ravi Silva", "deputy-finance", "LK")]),
        ("Brazil's defense minister, now retired General Walter Prado, said", [("Walter Prado", "defence", "BR")]),
        ("Sri Lanka's Foreign Minister HE Ravi Silva came", [("Ravi Silva", "foreign", "LK")]),
        ("Britain's Minister of Loneliness Tracey Crewe said", [("Tracey Crewe", "other", "GB")]),
        ("Kenya's Minister of Emergency Readiness Joseph Mwai", [("Joseph Mwai", "interior", "KE")]),
        ("New Zealand's Minister of Finance Grant Robson", [("Grant Robson", "finance", "NZ")]),
        ("Ali Yerli took over as Turkey's interior minister.", [("Ali Yerli", "interior", "TR")]),
        ("Ali Yerli, who served as interior minister of Turkey until 2019, died.", [("Ali Yerli", "interior", "TR")]),
        ("Turkey's new interior minister is Ali Yerli, a former judge.", [("Ali Yerli", "interior", "TR")]),
        ("The Turkish interior minister, Ali Yerli, said", [("Ali Yerli", "interior", "TR")]),
        ("Ugandan minister of state for health Grace Okello", [("Grace Okello", "deputy-health", "UG")]),
        ("India's junior foreign minister V. Rao", [("V. Rao", "deputy-foreign", "IN")]),
        ("Saudi Energy Minister Prince Faisal bin Turki said", [("Faisal bin Turki", "energy", "SA")]),
        ("Chinese Premier Wu Ming", [("Wu Ming", "head-of-government", "CN")]),
        ("Chinese Vice Premier Hu Lin", [("Hu Lin", "deputy-head-of-government", "CN")]),
        ("Israel's defence and finance minister Dan Levy", [("Dan Levy", "defence", "IL")]),
        ("Australian Treasurer Jim Brook", [("Jim Brook", "finance", "AU")]),
        ("Greek caretaker Prime Minister Nikos Vasiliou", [("Nikos Vasiliou", "head-of-government", "GR")]),
        ("minister without portfolio Hana Saleh of Jordan", [("Hana Saleh", "other", "JO")]),
        ("the wife of French President Paul Morel, Anne Morel,", [("Paul Morel", "head-of-state", "FR")]),
    ],
)
def test_an_office_is_read_in_every_common_form(text: str, expected: list[Held]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tamil Nadu Chief Minister M. K. Raman",
        "Ontario Premier Doug Hill",
        "Texas Attorney General Ken Pole",
        "Punjab Finance Minister Harpal Dev",
        "University Chancellor John Field",
        "European Commission President Ursula Vogel",
        "UN Secretary-General Antonio Reis",
        "World Bank President David Moss",
        "Shadow Chancellor Ed Bell",
        "Opposition leader Raila Otieno of Kenya",
        "Labour leader Keir Stone",
        "Ford Motor President Lee Park",
        "the union's president, Bob Crow",
        "company secretary Ann Wood",
        "Bishop John King of Durham",
        "Methodist minister Paul Hale",
        "French Ambassador Luc Morel",
        "Governor Gavin New",
        "Reserve Bank Governor Phil Low",
        "FIFA President Gianni Rossi",
        "Senate President Godswill Ake of Nigeria",
        "Speaker of Parliament Mahinda Abe",
        "U.S. Trade Representative Katherine Hay",
        "Burger King Corp President Jay Hill",
        "Bayern Munich president Uli Haas",
        "Scottish First Minister Nicola Gray",
        "Catalan President Carles Puig",
        "Bavarian Interior Minister Joachim Herr",
        "Prime Minister's spokesman Tom Ray",
        "the secretary to the Finance Minister, Ravi De",
        "Press Secretary Jen Park",
        "Canadian Treasury Board president Ann Lee",
        "Secretary of the Ministry of Public Security Ravi Silva of Sri Lanka",
        "FRENCH MINISTER RENEWS ECONOMIC DISPUTE, AS THE FRENCH MINISTER RENEWS HIS CALLS",
        "They prayed at Oman's Sultan Qasim Grand Mosque.",
        "Ravi Silva is the current Vice President of AAT Sri Lanka.",
    ],
)
def test_offices_of_other_bodies_are_ignored(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("President Reagan spoke to reporters in Venice.", "US"),
        ("The visit of Prime Minister Thatcher is over.", "GB"),
        ("Chancellor of the Exchequer Alan Pew spoke.", "GB"),
        ("Talks in Ruritania went on, then-Prime Minister Indira Gandhi wrote.", "IN"),
    ],
)
def test_leaders_and_titles_supply_a_missing_country(text: str, country: str) -> None:
    assert [one.country for one in officials(text)] == [country]


def test_an_unknown_official_gets_the_most_prominent_country() -> None:
    text = "Peru will raise taxes. Peruvian miners protested. Finance Minister Juan Rojas left for Bolivia."
    assert held(text) == [("Juan Rojas", "finance", "PE")]


def test_an_office_with_a_known_holder_goes_to_another_country() -> None:
    text = "Peru's foreign minister, Juan Rojas, thanked Chile. Chile and Peru agreed. Foreign Minister Ana Soto left."
    assert held(text)[1] == ("Ana Soto", "foreign", "CL")


def test_incoming_and_outgoing_holder_share_an_office() -> None:
    text = "Peru dismissed its ministers. Finance Minister Juan Rojas left. Finance Minister Ana Soto followed him."
    assert [country for _, _, country in held(text)] == ["PE", "PE"]


def test_a_missing_country_is_that_of_the_publisher() -> None:
    text = "The Minister of Labour, Ravi Mendis, opened the hall. A company from Japan built it."
    assert held(text, home="LK") == [("Ravi Mendis", "labour", "LK")]


def test_an_office_joined_by_and_has_the_same_country() -> None:
    text = "Greek Prime Minister Nikos Vasiliou and energy minister Kostas Petrou met Israeli President Dan Levy."
    assert held(text)[1] == ("Kostas Petrou", "energy", "GR")


def test_a_bare_minister_gets_the_office_named_before() -> None:
    text = "Costa Rica's economy minister was hopeful. Minister Luis Mora told reporters so."
    assert held(text) == [("Luis Mora", "economy", "CR")]


def test_a_bare_minister_is_the_official_named_elsewhere() -> None:
    text = "Minister of Public Security Ravi Mendis of Sri Lanka spoke. Minister Mendis left."
    assert held(text) == [("Ravi Mendis", "interior", "LK")]


def test_a_person_gets_the_fullest_name_of_the_article() -> None:
    text = "Crown Prince Salman bin Turki arrived. Prince Salman, who is deputy prime minister of Saudi Arabia, smiled."
    assert held(text) == [("Salman bin Turki", "deputy-head-of-government", "SA")]


def test_two_spellings_of_a_first_name_are_one_person() -> None:
    text = "Peru's finance minister, Ranjith Silva, spoke. Finance Minister Ranjit Silva left."
    assert held(text) == [("Ranjith Silva", "finance", "PE")]


def test_two_spellings_of_a_family_name_are_one_person() -> None:
    text = "President Ravi Wijayasinghe of Sri Lanka spoke. President Ravi Wijeyasinghe left. President Ravi Wije came."
    assert [person for person, *_ in held(text)] == ["Ravi Wijayasinghe", "Ravi Wije"]


def test_officials_are_read_in_headlines_of_any_case() -> None:
    headline = "Joint Statement by Dutch Prime Minister Jan Bos and Polish President Adam Nowak Released Today"
    assert held("The text follows.", headline) == [
        ("Jan Bos", "head-of-government", "NL"),
        ("Adam Nowak", "head-of-state", "PL"),
    ]


def test_a_possible_word_in_a_headline_is_no_official() -> None:
    assert held("Shares fell.", "MINISTER SAYS SO") == []


def test_speakers_of_a_transcript_are_officials() -> None:
    text = "PRESIDENT HICHILEMA:  Welcome to Zambia.\n\nVICE PRESIDENT HARRIS:  Thank you, Mr. President."
    assert held(text) == [
        ("Hichilema", "head-of-state", "ZM"),
        ("Harris", "deputy-head-of-state", "US"),
    ]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("PREMIER AHMED KASSEM GRIMLY TOLD IRAQ SO .", "Ahmed Kassem"),
        ("SYRIA'S PRESIDENT NAZEM KODSI SIGHED .", "Nazem Kodsi"),
        ("FRENCH FOREIGN MINISTER MAURICE DE LA SALLE FLEW HOME .", "Maurice De La Salle"),
    ],
)
def test_a_common_word_ends_a_name_in_capitals(text: str, person: str) -> None:
    assert [one.person for one in officials(text)] == [person]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("then-Peruvian President Juan Rojas", Status.FORMER),
        ("President-elect Juan Rojas of Peru", Status.DESIGNATE),
        ("Peru's caretaker President Juan Rojas", Status.ACTING),
        ("Juan Rojas resigned as Peruvian finance minister.", Status.FORMER),
        ("Juan Rojas was sworn in as Peru's finance minister.", Status.CURRENT),
        ("Juan Rojas, Peru's president from 1990 to 1995, died.", Status.FORMER),
    ],
)
def test_verbs_and_qualifiers_decide_the_status(text: str, status: Status) -> None:
    assert [one.status for one in officials(text)] == [status]


def test_an_office_is_stored_without_its_qualifiers() -> None:
    assert [one.office for one in officials("Former French President Luc Morel died.")] == ["President"]


def test_company_titles_are_ignored_in_company_news() -> None:
    text = "Premier Industrial Corp said it named Robert Warren president.\n\nJohn Mays was elected president."
    assert held(text) == []


def test_a_lower_case_wire_is_read_like_one_in_capitals() -> None:
    text = "KINGSTON, Jamaica, April 24 - prime minister edward seaga presented a budget for jamaica. " + (
        "the largest in the history of the country, it projects increases in spending, he said last night. " * 4
    )
    assert held(text) == [("Edward Seaga", "head-of-government", "JM")]


def test_repeated_bare_ministers_are_one_official() -> None:
    text = "Housing Minister Anura Perera spoke." + " Minister Anura Perera said so. Minister Perera agreed." * 20
    (official,) = officials(text)
    assert official.portfolio == "other"
    assert len(official.mentions) == len(set(official.mentions)) == 2 * 41


@pytest.mark.parametrize(
    "text",
    [
        "Turkey's trade minister, Ruya Peker, was replaced on Monday by Murat Demir.",
        "Turkey dismissed Trade Minister Ruya Peker, who was succeeded by Murat Demir.",
        "Turkey's president relieved Trade Minister Ruya Peker of her post and named Murat Demir to replace her.",
        "Turkey's parliament removed Trade Minister Ruya Peker and approved Murat Demir as her successor.",
    ],
)
def test_a_named_successor_holds_the_office(text: str) -> None:
    assert held(text) == [("Ruya Peker", "trade", "TR"), ("Murat Demir", "trade", "TR")]


def test_a_successor_of_somebody_else_holds_no_office() -> None:
    assert held("A judge of the U.S. court died. President Carl Reed nominated Amy Cole Brett as her replacement.") == [
        ("Carl Reed", "head-of-state", "US")
    ]


def test_an_unnamed_successor_is_ignored() -> None:
    assert held("Turkey's trade minister, Ruya Peker, was replaced by a career diplomat.") == [
        ("Ruya Peker", "trade", "TR")
    ]


def test_the_leader_of_a_movement_is_no_head_of_state() -> None:
    assert held("VIENTIANE, Laos - Pathet Lao leader Boun Sisavath left.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Minister of the International Affairs Department of the party, Sun Hai, met Chinese envoys.",
        "Sun Hai, deputy minister of the International Affairs Department of China's party, left.",
    ],
)
def test_the_head_of_a_party_department_is_no_minister(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "President Nobu Ito of Star Telecom Japan Inc said in Tokyo that Japan will gain.",
        "Amoco Canada president Don Stack said that Canada will gain.",
        "Dan Holm, president of US Sprint's division in Dallas, said so.",
        "Craig Nale, president of a U.S.-government backed investment agency, left.",
        "Magma Power of the U.S. said Arnold Johnson has been named president and chief executive officer.",
    ],
)
def test_the_president_of_a_company_holds_no_office(text: str) -> None:
    assert held(text) == []


def test_the_president_of_a_body_is_no_head_of_state() -> None:
    text = "OPEC President Rilwanu Lukman, Nigeria's oil minister, left, and the OPEC conference president said so."
    assert [portfolio for _, portfolio, _ in held(text)] == ["energy"]


def test_a_family_name_may_be_a_capital() -> None:
    assert held("Mexican President Miguel de la Madrid spoke.") == [("Miguel de la Madrid", "head-of-state", "MX")]


def test_a_president_elected_by_a_company_holds_no_office() -> None:
    assert held("The maker of cars in the U.S. announced the election of John Smith as president.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Although Norwegian President Maria Dahl spoke, nothing changed.", "Maria Dahl"),
        ("The government of Norway's Prime Minister Espen Dahl-led coalition fell.", "Espen Dahl"),
        ("Norway's Minister of Industry and Economic Development Dr. Espen Dahl spoke.", "Espen Dahl"),
    ],
)
def test_a_name_has_no_words_around_it(text: str, expected: str) -> None:
    assert [person for person, *_ in held(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway's Minister Credit Rating rose.",
        "Norwegian President Rural Economy forum opened.",
        "the Norwegian president's USS Harbour sailed.",
        "Norwegian President Dahl Administration officials spoke.",
    ],
)
def test_words_in_capital_letters_are_no_name(text: str) -> None:
    assert held(text) == []
