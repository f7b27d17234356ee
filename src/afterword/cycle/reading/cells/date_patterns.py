"""How people write days: the names of months in many languages, and patterns for all of it."""

import re

_MONTHS = {
    1: "january jan januar janvier janv enero ene gennaio gen janeiro januari styczen ocak",
    2: "february feb febr februar fevrier fevr febrero febbraio fevereiro fev februari luty subat",
    3: "march mar marz maerz mrz mars marzo marco maart mrt marzec mart",
    4: "april apr avril avr abril abr aprile kwiecien nisan",
    5: "may mai mayo maggio mag maio mei maj mayis",
    6: "june jun juni juin junio giugno giu junho czerwiec haziran",
    7: "july jul juli juil juillet julio luglio lug julho lipiec temmuz",
    8: "august aug aout agosto ago augustus sierpien agustos",
    9: "september sept sep septembre septiembre settembre set setembro wrzesien eylul",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik ekim",
    11: "november nov novembre noviembre novembro listopad kasim",
    12: "december dec dezember dez decembre diciembre dic dicembre dezembro grudzien aralik",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAME = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_NTH = r"(?:st|nd|rd|th|er|\.|º|o)?"
_GAP = r"[\s.,/\-]*(?:of |de )?"
# Two digits are no year where a month follows: `8-Jul / 15-Jul` are two days.
_YEAR = (
    r"(?:,?[\s.,/\-]*(?:de )?(?P<{0}>'?\d{{4,}}|'\d{{2}}|\d{{2}}(?![\s.,/\-]*"
    + _NAME
    + r"))(?![\d:]))"
)

DATE = re.compile(
    r"(?<![\d])(?:"
    r"(?P<iy>\d{4,6})(?P<is>[-/.年 ])\s?(?P<im>\d{1,2})[-/.月 ]\s?(?P<id>\d{1,2})日?(?!\d)"
    r"|(?P<na>\d{1,2})\s?(?P<ns>[/.\-])\s?(?P<nb>\d{1,2})\s?(?P=ns)\s?'?(?P<ny>\d{4,}|\d{2})(?!\d)"
    r"|(?P<ma>\d{1,2})[/.\-, ]{1,2}(?P<mb>\d{1,2})[/.\-, ]{1,2}(?P<my>\d{4})(?!\d)"
    r"|(?P<ga>\d{1,2})[/.\-](?P<gb>\d{1,2})(?P<gy>20\d{2})(?!\d)"
    r"|(?P<dd>\d{1,2})" + _NTH + _GAP + r"(?P<dm>" + _NAME + r")" + _YEAR.format("dy") + r"?"
    r"|(?P<cy>20\d{2})(?P<cm>0[1-9]|1[0-2])(?P<cd>[0-3]\d)(?!\d)"
    r"|(?P<sa>\d{1,2})(?P<ss>[/.\-])(?P<sb>\d{1,2})(?!\d)\.?"
    r")"
    r"|(?<![a-z])(?P<mm>" + _NAME + r")[\s.,/\-]*(?P<md>\d{1,2})(?![\d:])"
    r"(?:st|nd|rd|th)?" + _YEAR.format("mmy") + r"?"
    r"|(?<![a-z])(?P<om>" + _NAME + r")[\s.,/\-]*'?(?P<oy>\d{4})(?!\d)"
    r"|(?<![\d/.\-])(?P<nd>20\d{2}[/.\-](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/.\-]20\d{2})"
    r"(?![\d/.\-])",
    re.IGNORECASE,
)
THIRDS = {
    5: "early|beginning of|beginning|start of|anfang|debut|principios de|inizio|begin|inicio de",
    15: "mid|middle of|mitte|mi|mediados de|meta|medio|meados de",
    25: "late|end of|ende|fin|finales de|fine|eind|final de",
}
THIRD = re.compile(
    r"(?<![a-z])(?P<when>" + "|".join(THIRDS.values()) + r")[\s-]+(?:de )?"
    r"(?P<month>" + _NAME + r")(?![\s.,/\-]*\d{1,2}(?!\d))",
    re.IGNORECASE,
)
ABOUT_THEN = re.compile(
    r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"|spring|summer|autumn|fall|"
    r"winter|fruhling|fruhjahr|sommer|herbst|printemps|ete|automne|hiver|primavera|verano|otono|invierno|"
    r"q[1-4]|week|month|year|woche|monat|jahr)(?![a-z])|\b20\d\d\b",
    re.IGNORECASE,
)
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?:(?!\d{4}-\d\d).)*)?")
TIME = re.compile(
    r"(?:\bT(?=\d)|(?<=\d)T(?=\d)|,|\bat\b|\bum\b|@)?\s*(?<![\d:])\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?"
    r"\s*(?:[ap]\.?\s?m\b\.?|uhr\b|hrs?\b)?\s*"
    r"(?:Z\b|UTC|GMT|[ECMP][SD]?T\b|CES?T\b|BST\b|IST\b|[+-]\d{2}:?\d{2}\b)?"
    r"|(?:,|\bat\b|@)?\s*\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b,?",
    re.IGNORECASE,
)
SHORT_WEEKDAY = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so|lun|mie|jue|vie|sab|dom|mer|jeu|ven|sam|dim|gio|ma|wo|vr|za|zo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes"
    r"|sabado|domingo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|sonnabend)\b"
    r"\.?,?\s*(?:(?:den|le|el|de)\s+)?(?=\d{1,2}(?:[./\- ]|er\b))",
    re.IGNORECASE,
)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
SECONDS = re.compile(r"1\d{9}(?:\.0)?|1\d{12}")

MIDNIGHT = re.compile(r"0?0:00(?::00)?(?:[.,]0+)?Z?|12:00(?::00)? ?am", re.IGNORECASE)
