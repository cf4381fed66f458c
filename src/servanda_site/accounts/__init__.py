"""Who uses the register: accounts, one-time links, tokens for programs."""
