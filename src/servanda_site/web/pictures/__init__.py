"""Pictures of the record, drawn on the server as SVG without inline styles; each has its words beside it."""
