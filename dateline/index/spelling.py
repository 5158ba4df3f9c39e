"""One spelling for English words with two: to a reader `defence` and `defense` are the same word.

British forms are turned into American ones before stemming, in articles and queries, so that either finds both. Exact
search, prefixes and displayed text keep the original. The rules cover the variants that dictionaries list (`-our`,
`-re`, `-ence`, `-ise`, `-yse`, doubled `l`); words that merely look like them are exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_OUR = (
    "arbour ardour armour behaviour candour clamour clangour colour demeanour dolour endeavour favour fervour flavour "
    "glamour harbour honour humour labour misdemeanour neighbour odour parlour rancour rigour rumour saviour savour "
    "splendour succour tumour valour vapour vigour"
).split()
_RE = (
    "accoutre calibre centre fibre goitre litre louvre lustre metre kilometre centimetre millimetre mitre reconnoitre "
    "sabre sceptre sepulchre sombre spectre theatre"
).split()
_TABLE = {
    **{word: word.replace("our", "or") for word in _OUR},
    **{word: f"{word[:-2]}er" for word in _RE},
    "defence": "defense",
    "defences": "defenses",
    "defenceless": "defenseless",
    "offence": "offense",
    "offences": "offenses",
    "licence": "license",
    "licences": "licenses",
    "pretence": "pretense",
    "pretences": "pretenses",
    "programme": "program",
    "programmes": "programs",
    "cheque": "check",
    "cheques": "checks",
    "grey": "gray",
    "plough": "plow",
    "ploughs": "plows",
    "tyre": "tire",
    "tyres": "tires",
    "aluminium": "aluminum",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "dialogue": "dialog",
    "dialogues": "dialogs",
    "storey": "story",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "jewellery": "jewelry",
    "mould": "mold",
    "pyjamas": "pajamas",
    "paediatric": "pediatric",
    "anaesthetic": "anesthetic",
    "haemorrhage": "hemorrhage",
    "foetus": "fetus",
    "enrol": "enroll",
    "fulfil": "fulfill",
    "instalment": "installment",
    "instalments": "installments",
    "skilful": "skillful",
    "wilful": "willful",
}
"""Words that no rule for endings covers."""
_OUR_WITHIN = re.compile(
    rf"\A(?P<word>{'|'.join(word[:-3] for word in _OUR)})our(?=s|ed|ing|able|er|ful|ite|less|hood|ly|y)"
)
_CENTRED = re.compile(rf"\A({'|'.join(word[:-2] for word in _RE)})re(?:(?P<plural>s)|d)\Z")
_DOUBLED = re.compile(
    r"\A(cancel|counsel|fuel|label|level|marvel|model|panel|quarrel|rival|signal|total|travel|tunnel|channel|equal|duel|jewel|"
    r"dial|pedal|initial|shovel|unravel|libel)l(?=ed\Z|ing\Z|er\Z|ers\Z|ation\Z|ations\Z|or\Z|ors\Z)"
)
_ISE = re.compile(r"(?<=[a-z]{3}[bcdfghjklmnprtvwxyz])is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)\Z)")
_YSE = re.compile(r"(?<=al|ra)ys(?=(?:e|ed|er|ers|ing)\Z)")
_NOT_ISE = re.compile(
    r"(?:adv|superv|rev|telev|dev|prem|prom|comprom|surpr|enterpr|compr|exerc|franch|merchand|disgu|desp|expert|pra|ra|par|"
    r"advert|improv|circumc|exc|prec|conc|dem|chast|no|po|cru|bru|paradis|otherw|likew|clockw|treat|marqu|mort|repr|appr|reb|"
    r"malaise|valise|v|incis|televis|divis|provis|precis|decis)\Z"
)
_ALSO_AMERICAN = frozenset("noise poise raise praise cruise bruise wise rise arise anise".split())


def american(word: str) -> str:
    """Return the American spelling of a lower-case English word, or the word itself if it has only one spelling."""
    known = _TABLE.get(word)
    if known is not None:
        return known
    if len(word) < 5 or word in _ALSO_AMERICAN:
        return word
    for part, respell in _RULES:
        if part in word:
            word = respell(word)
    return word


def _centred(word: str) -> str:
    return _CENTRED.sub(lambda found: f"{found[1]}er{'s' if found['plural'] else 'ed'}", word)


def _ised(word: str) -> str:
    found = _ISE.search(word)
    if found is None or (_NOT_ISE.search(word, 0, found.start()) and "ation" not in word):
        return word
    return f"{word[: found.start()]}iz{word[found.end() :]}"


_RULES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("our", partial(_OUR_WITHIN.sub, r"\g<word>or")),
    ("re", _centred),
    ("ll", partial(_DOUBLED.sub, r"\1")),
    ("ys", partial(_YSE.sub, "yz")),
    ("is", _ised),
)
"""Rules for endings, each with letters that a word must contain for the rule to be tried; few words do."""
