// What every page does beyond HTMX: nothing yet.
"use strict";
