"""`python -m servanda.cli`: the `servanda` command."""

import sys

from servanda.cli.main import main

sys.exit(main())
