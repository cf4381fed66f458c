"""Print the API's description: `python -m servanda_site.config.describe` (the snapshot in tests/site/openapi.json)."""

from __future__ import annotations

import json
import sys

from servanda_site.config.commands import set_up


def description() -> str:
    """The description as JSON, without the version of the program."""
    from servanda_site.api.api import api

    told = json.loads(json.dumps(api.get_openapi_schema()))
    told["info"]["version"] = "*"
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    set_up()
    sys.stdout.write(description())
