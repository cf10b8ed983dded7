"""Which files of sql/sqlserver are written here."""

from __future__ import annotations

from local.tsql.feeds import count_feed, get_feed_page, match_record
from local.tsql.matching import matching
from local.tsql.reading import count, get
from shared.oneroster import KINDS

FOLDER = "sql/sqlserver/functions"


def files() -> dict[str, str]:
    """Text by path below the project's root."""
    texts = {
        "count_feed": count_feed(),
        "get_feedPage": get_feed_page(),
        "match_record": match_record(),
    }
    for kind in KINDS:
        texts[f"{kind.plural}_matching"] = matching(kind)
        texts[f"get_{kind.plural}"] = get(kind)
        texts[f"count_{kind.plural}"] = count(kind)
    return {f"{FOLDER}/{name}.sql": text for name, text in texts.items()}
