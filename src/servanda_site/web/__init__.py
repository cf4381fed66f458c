"""The pages people use. They read without JavaScript; HTMX does the rest."""
