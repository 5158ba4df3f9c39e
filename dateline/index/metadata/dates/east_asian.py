"""Read dates of East Asia: `2021年5月19日`, `二〇二一年五月`, `令和3年5月19日`, `2021년 5월`, `19 tháng 5, 2021`."""

from __future__ import annotations

import re

from dateline.index.metadata.dates.moment import Written

_ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
}
"""Years before the first one of each era, of Japan and of the Republic of China."""
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=\s*[年月日号號時时点點分])")
_DATE = re.compile(
    rf"(?:中華)?(?P<era>{'|'.join(_ERAS)})?\s*(?P<year>\d{{1,4}}|元)\s*[年년]\s*"
    r"(?:(?P<month>\d{1,2})\s*[月월]\s*(?:(?P<day>\d{1,2})\s*[日号號일]\s*)?)?"
    r"[\s,(]*(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?)?[\s,)]*"
)
_VIETNAMESE = re.compile(
    r"(?:ngày\s+)?(?:(?P<day>\d{1,2})\s+)?tháng\s+(?P<month>\d{1,2})[\s,]+(?:năm\s+)?(?P<year>\d{4})", re.IGNORECASE
)
_YEAR_DIGITS = 4


def read_east_asian(text: str) -> Written | None:
    """Read a date whose parts are marked by words for year, month and day; None for anything else."""
    found = _DATE.fullmatch(text) or _VIETNAMESE.fullmatch(text)
    if found is None:
        return None
    groups = found.groupdict()
    era, year = groups.get("era"), 1 if groups["year"] == "元" else int(groups["year"])
    if era is None and len(groups["year"]) != _YEAR_DIGITS:
        return None
    month, day = groups["month"], groups["day"]
    return Written(year + _ERAS.get(era or "", 0), int(month) if month else None, int(day) if day else None)


def with_digits(text: str) -> str:
    """Write the numbers of a date in digits: `二十一日` as `21日`."""
    return _NUMBER.sub(lambda found: _in_digits(found[0]), text)


def _in_digits(number: str) -> str:
    if "十" not in number:
        return number.translate(_DIGITS)
    tens, _, ones = number.partition("十")
    return (tens.translate(_DIGITS) or "1") + (ones.translate(_DIGITS) or "0")
