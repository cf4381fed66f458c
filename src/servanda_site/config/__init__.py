"""How the site is put together: settings from the environment, addresses, and the commands that run it."""
