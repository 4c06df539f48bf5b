"""The sentences of the widgets in a language, as plain data for the front end.

The front end picks a plural form by the plural categories of the Unicode CLDR, which browsers know
(`Intl.PluralRules`); gettext counts differently.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from alongside_widgets.sentences import NAMES, texts_of

DOMAIN = "alongside-widgets"
LOCALE_DIR = Path(__file__).parent / "locale"

_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number of each plural category, right for the languages of Europe but for the two below."""
_MANY = {"ga": 8, "cy": 6}
"""What "many" is in Irish and Welsh."""


@cache
def _translations(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [lang], fallback=True)


def widget_strings(lang: str = "en", *names: str) -> dict[str, str]:
    """Return the texts of widgets by name, of all when none is named, in `lang`; and `lang` itself.

    What is not translated stands in English.
    """
    strings, plurals = texts_of(*(names or NAMES))
    catalogue = _translations(lang)
    texts = {key: catalogue.gettext(text) for key, text in strings.items()}
    samples = _SAMPLES | {"many": _MANY.get(lang[:2], _SAMPLES["many"])}
    for key, (one, other) in plurals.items():
        texts |= {f"{key}.{form}": catalogue.ngettext(one, other, n) for form, n in samples.items()}
    return {**texts, "lang": lang}
