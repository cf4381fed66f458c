"""News of a partnership as an Atom feed (RFC 4287)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed

from servanda_site.publishing.news import News
from servanda_site.web.templatetags.news import news_address, news_said, news_title

_AUTHOR = "Servanda"


class _Feed(Atom1Feed):  # type: ignore[misc]
    """Django's writer; without entries, updated when its address was made."""

    made: datetime

    def latest_post_date(self) -> datetime:
        """The newest entry's time."""
        return max((item["updateddate"] for item in self.items), default=self.made)


def written(found: Sequence[News], name: str, made: datetime, site: str, page: str, here: str, language: str) -> bytes:
    """A feed. The ids of entries hang on what they tell of, not on the address of the site.

    Args:
        made: when the feed began. site: the address of the site; page, here: addresses of the partnership and of the feed itself.
    """
    feed = _Feed(title=name, link=page, description=None, feed_url=here, author_name=_AUTHOR, language=language,
                 feed_guid=_id(f"feed:{name}", made))
    feed.made = made
    for news in found:
        address = f"{site}{news_address(news)}"
        who = _plain(str(news.who)) if news.who else None
        feed.add_item(title=news_title(news), link=address, description=news_said(news), unique_id=_id(news.key, news.made),
                      updateddate=news.at, pubdate=min(news.made, news.at), author_name=who, categories=(news.of,))
    out = io.StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode()


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _id(key: str, made: datetime) -> str:
    """What it is called for ever, everywhere: two registers have not both made the same thing in the same microsecond."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'servanda:{key}:{made.isoformat()}')}"
