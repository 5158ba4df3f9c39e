"""Phrases that tell what a line is, by language. Each line of them is a regular expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final


def any_of(by_language: Mapping[str, str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile phrases of several languages to one pattern; the empty lines between them mean nothing."""
    lines = [line.strip() for phrases in by_language.values() for line in phrases.splitlines()]
    return re.compile("|".join(f"(?:{line})" for line in lines if line), flags)


POINTER: Final = any_of(
    {
        "en": r"""
            (?:read|see|watch|listen|find out|discover) (?:more|also|next|now)\b(?=\s*[:|>»–-]|.{0,80}$)
            also read\b
            more (?:from|on|about)\b.{0,60}$
            related(?: (?:articles?|stories|story|content|links?|coverage|topics?|posts?|news|reading))?\s*(?::|$)
            recommended(?: for you| stories| articles)?\s*(?::|$)
            (?:don['’]t|do not) miss\s*(?::|$)
            you (?:may|might) also (?:like|enjoy)\b
            most (?:read|popular|viewed)\b.{0,30}$
            up next$
            (?:story|article) continues (?:below|after)\b
            (?:sign up|subscribe|register)\b.{0,30}\b(?:newsletter|inbox|email|alerts?|updates|channel)\b
            (?:follow|like|join) us\b.{0,60}$
            follow .{2,40}\bon (?:twitter|x|facebook|instagram|telegram|google news)\b
            (?:click|tap) here (?:to|for)\b
            (?:get|download) (?:the|our) .{0,30}\bapp\b
            get .{0,40}\bdelivered to your inbox\b
            all rights reserved\b
            copyright\b
            (?:©|\(c\) ?\d{4})
            share\b.{0,40}$
            (?:advertisement|advertising|sponsored|promoted)\W*$
        """,
        "de": r"""
            lesen sie (?:auch|hier|mehr|dazu|weiter)\b
            mehr (?:zum thema|dazu|lesen|infos?)\b.{0,60}$
            (?:auch interessant|weiterlesen|lies auch|zum thema|passend dazu)\b.{0,60}$
            (?:artikel |beitrag )?teilen$
            (?:werbung|anzeige)\b.{0,20}$
        """,
        "fr": r"""
            (?:à lire|lire|voir|lisez) (?:aussi|également|la suite)\b
            sur le même (?:sujet|thème)\b
            partager\b.{0,30}$
            publicité\W*$
        """,
        "es": r"""
            (?:leer?|lea|ver|vea) (?:más|también)\b(?=\s*[:|>»–-]|.{0,80}$)
            (?:también )?te puede interesar\b
            compartir\b.{0,30}$
            publicidad\W*$
        """,
        "pt": r"(?:leia|veja) (?:também|mais)\b",
        "it": r"""
            (?:leggi|guarda) anche\b
            condividi\b.{0,30}$
            pubblicità\W*$
        """,
        "nl": r"lees (?:ook|verder|meer)\b",
        "sv, nb, da": r"""
            l[äæe]s (?:mer|mere|också|også)\b
            (?:annons|annonse|reklame?)\W*$
        """,
        "fi": r"""
            lue (?:myös|lisää)\b
            mainos\W*$
        """,
        "ru, uk": r"""
            (?:читайте|смотрите|читать) (?:также|далее|ещ[её])\b
            читайте також\b
            (?:поделиться|поділитися)\b.{0,30}$
            реклама\W*$
        """,
        "pl": r"""
            czytaj (?:także|też|więcej|również)\b
            udostępnij\b.{0,30}$
            reklama\W*$
        """,
        "cs": r"""
            (?:přečtěte|čtěte) (?:si )?(?:také|též)\b
            (?:přečíst|číst) (?:více|dále)\b
            sdílet\b.{0,30}$
        """,
        "hu, ro, tr": r"""
            olvassa (?:el|tovább)\b
            citește și\b
            (?:ayrıca|bunu da) oku\w*\b
            (?:paylaş|reklam)\W*$
        """,
        "ar": r"""
            اقرأ (?:أيضا|أيضًا|المزيد|ايضا)
            (?:إعلان|شارك)\W*$
        """,
        "zh, ja, ko": r"""
            相关(?:阅读|新闻|报道)
            相關(?:閱讀|新聞|報導)
            関連記事
            無断転載
            관련기사
            무단.{0,3}전재
            (?:広告|广告|廣告|광고)\W*$
        """,
        "pictures": r"""
            (?:foto|photo|image|bild|picture|fot\.|immagine|imagen|фото|illustration|getty)\s*(?:[:©/|]|credit|by\b)
        """,
    }
)
"""How a line begins that only points elsewhere or belongs to the page."""

ENDING: Final = any_of(
    {
        "en": r"""
            (?:comments?|leave a (?:reply|comment)|post a comment)\b.{0,30}$
            related (?:articles?|stories|posts?|news|topics?)\s*:?$
            more (?:stories|news|articles)\b.{0,40}$
            about the authors?\b.{0,20}$
            (?:tags?|keywords?|topics?|filed under)\s*:.{0,200}$
            (?:previous|next) (?:article|post|story)\b.{0,100}$
        """,
        "de": r"""
            kommentare?\b.{0,30}$
            (?:schlagw[oö]rt\w*|stichw[oö]rt\w*|themen)\s*:.{0,200}$
            (?:über (?:den autor|die autor\w+)|zur person).{0,30}$
        """,
        "fr": r"""
            commentaires?\b.{0,30}$
            mots[- ]clés\s*:.{0,200}$
            à propos de l.auteur\w*.{0,30}$
        """,
        "es, it, nl": r"""
            (?:comentarios?|commenti|reacties)\b.{0,30}$
            etiquetas\s*:.{0,200}$
            sobre (?:el|la) autor\w*.{0,30}$
        """,
        "sv, nb, da": r"kommentarer\b.{0,30}$",
        "ru, uk": r"""
            (?:комментарии|коментарі)\b.{0,30}$
            (?:метки|теги|теми)\s*:.{0,200}$
            об авторе.{0,30}$
        """,
        "zh, ja": r"(?:この記事を書いた人|作者简介|作者簡介|责任编辑|責任編輯|关于我们|關於我們).{0,30}$",
    }
)
"""How a line begins after which there is no more text of the article."""

CREDIT: Final = re.compile(
    r"[(\[]?\b(?:foto|photo|image|bild|quelle|picture|fotografie|immagine|imagen|фото|illustration|copyright|©)"
    r"\s*[:©/]\s*[^.!?]{2,60}$",
    re.IGNORECASE,
)
"""How a line ends that is the credit of a picture."""

STAMP: Final = re.compile(
    r"(?:(?:first |last |zuletzt )?(?:published|updated|modified|posted|veröffentlicht|aktualisiert|erstellt)|"
    r"stand|publié|mis à jour|publicad[ao]|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|"
    r"publicerad|uppdaterad|publisert|oppdatert|julkaistu|päivitetty|опубликовано|обновлено|опубліковано|оновлено|"
    r"opublikowano|zaktualizowano|aktualizováno|yayınlanma|güncelleme|نشر|تحديث|发布时间|發布時間|更新|入力|입력|수정)"
    r"\b.{0,80}\d",
    re.IGNORECASE,
)
"""How a line begins that says when an article was published or changed."""

DAY: Final = re.compile(
    r"(?:\w+\.?,? )?(?:\d{1,2}\.? (?:de )?\w+\.?,?(?: de)? \d{4}|\w+\.? \d{1,2}, \d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|"
    r"\d{4}年\d{1,2}月\d{1,2}日)(?:\W{1,3}(?:\w+ )?\d{1,2}[:.h]\d{2}.{0,12})?"
)
"""A line that is a day, and perhaps a time."""

SERVICE: Final = re.compile(
    r"\b(?:newsletters?|whats ?app|telegram|instagram|facebook|twitter|tiktok|youtube|linkedin|app store|"
    r"google (?:play|news)|android|ios|threads|bluesky|rss)\b",
    re.IGNORECASE,
)
"""Where a source can be followed."""

COOKIES: Final = re.compile(
    r"\b(?:we|our|site|website|webseite|wir|unsere|nous|notre|sitio|nosotros|sito|utilizziamo|usamos|deze|vi|browser|"
    r"consent|zustimm\w+|accept\w*|akzeptier\w+|accepte[rz]?|acepta\w*|accett\w+)\b",
    re.IGNORECASE,
)
"""What a site says where it speaks of its cookies."""
