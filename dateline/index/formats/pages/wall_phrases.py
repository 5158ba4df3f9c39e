"""Phrases of pages that are served instead of an article, by language, written as those in `phrases`."""

from __future__ import annotations

import re
from typing import Final

from dateline.index.formats.pages.phrases import any_of

PAY: Final = any_of(
    {
        "en": r"""
            (?:subscribe|register|sign (?:in|up)|log in|join)\b.{0,40}\bto (?:continue|read|keep|access|unlock|view)
            (?:subscribe|register|sign (?:in|up)|log in|join)\b.{0,40}\bfor (?:full|unlimited) access
            to (?:continue reading|read (?:the full|this) (?:article|story)|unlock this)
            this (?:article|content|story) is (?:only )?(?:for|available to) (?:our )?(?:subscribers|members)
            exclusive(?:ly)? (?:for|to) (?:our )?(?:subscribers|members)
            already a (?:subscriber|member)\?
        """,
        "de": r"""
            (?:weiterlesen|jetzt lesen|zugriff|freischalten) (?:mit|auf)
            mit .{0,30}abo.{0,20}(?:lesen|testen)
            sie haben bereits ein .{0,20}abo
        """,
        "fr": r"""
            (?:réservé|accès) (?:aux|à nos) abonnés
            abonnez-vous pour (?:lire|continuer|accéder)
            il vous reste .{0,20}%
        """,
        "es, pt, it": r"""
            (?:contenido|artículo) (?:exclusivo )?(?:solo )?para suscriptores
            suscríbete para
            (?:conteúdo )?exclusivo para assinantes
            (?:contenuto|articolo) (?:riservato|esclusivo) (?:agli|per gli) abbonati
            abbonati per
        """,
        "nl, sv, nb, da": r"""
            alleen voor abonnees
            (?:word|neem een) abonnee?.{0,20} om (?:verder|dit)
            (?:artikeln|innehållet) är (?:bara|endast) för prenumeranter
            kun for abonnenter
        """,
        "ru, pl, cs": r"""
            (?:только|доступно) (?:для )?подписчик\w+
            оформите подписку
            tylko dla (?:prenumeratorów|subskrybentów)
            pouze pro předplatitele
        """,
        "zh, ja, ko, ar": r"""
            会員限定|有料会員|残り\d+文字
            订阅后|訂閱後
            구독자 전용
            للمشتركين فقط
        """,
    }
)
"""What a page says that wants money for the rest of its text."""

ROBOT_TITLE: Final = any_of(
    {
        "en": r"""
            just a moment
            attention required
            captcha
            are you (?:a )?(?:human|robot)
            verify(?:ing)? (?:that )?you are (?:a )?human
            access (?:to this page has been )?denied
            request blocked
            security check
            ddos protection
            checking your browser
            pardon our interruption
            please wait\.\.\.
            bot verification
        """,
        "others": "проверка браузера|sicherheitsprüfung|vérification de sécurité",
    }
)
ROBOT_TEXT: Final = any_of(
    {
        "en": r"""
            press (?:&|and) hold
            enable javascript and cookies to continue
            unusual (?:traffic|activity) from your
            complete the captcha
            prove you(?:'re| are) not a robot
            \bray id:
        """,
        "others": r"подтвердите, что вы не робот|bestätigen sie, dass sie kein roboter",
    }
)
ERROR_TITLE: Final = any_of(
    {
        "numbers": r"""
            ^\W*(?:error\s*)?(?:4\d\d|50[0-4])\b(?!\s+\w+\s+\w+\s+\w+)
            \b(?:error|fehler|erreur|errore|ошибка|http)\W{0,3}(?:4\d\d|50[0-4])\b
            \b404\b
        """,
        "en": r"""
            page (?:was )?not found
            ^not found|not found$
            page (?:doesn['’]t|does not|no longer) exist
            page (?:is )?unavailable
            bad gateway
            service (?:temporarily )?unavailable
            internal server error
            ^forbidden|forbidden$
            gateway time-?out
        """,
        "others": r"""
            seite (?:wurde )?nicht gefunden
            page (?:introuvable|non trouvée)
            página (?:no|não) encontrada
            pagina non trovata
            pagina niet gevonden
            страница не найдена
            stránka nenalezena
            nie znaleziono
            sidan (?:kunde inte hittas|hittades inte)
            siden (?:ble )?ikke funnet
            sivua ei löyty
            (?:ページ|お探しのページ)(?:が|は)見つかりません
            页面(?:不存在|未找到)
            페이지를 찾을 수 없
            الصفحة غير موجودة
            sayfa bulunamadı
        """,
    }
)
CONSENT_TITLE: Final = any_of(
    {
        "all": r"""
            ^before you continue
            cookie[- ]?(?:consent|settings|einstellungen|wall|zustimmung|hinweis)
            consent (?:required|management)
            privacy (?:settings|gate|center)
            datenschutz-?einstellungen
            zustimmung (?:erforderlich|benötigt)
            votre consentement
            su privacidad
        """
    }
)
CONSENT_TEXT: Final = any_of(
    {
        "all": r"""
            we (?:and our \d* ?partners|value your privacy)
            before you continue to
            wir (?:und unsere \d* ?partner|benötigen ihre zustimmung)
            mit werbung weiterlesen
            nous et nos (?:\d+ )?partenaires
            continuer sans accepter
            nosotros y nuestros (?:\d+ )?socios
            noi e (?:i )?nostri (?:\d+ )?(?:partner|fornitori)
        """
    }
)
LOGIN_TITLE: Final = re.compile(
    r"^\W*(?:log ?in|sign ?in|log ?on|anmelden|anmeldung|einloggen|connexion|se connecter|iniciar sesi[oó]n|accedi|"
    r"inloggen|logga in|logg inn|войти|вход|přihlášení|zaloguj|ログイン|登录|로그인|تسجيل الدخول|giriş yap)"
    r"(?:$|\W+(?!\w+\W+\w+\W+\w+\W+\w+))",
    re.IGNORECASE,
)
"""A title that asks to log in: hardly more than these words."""
