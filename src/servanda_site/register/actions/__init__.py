"""Everything that changes the register, one action per module: the right is checked, the change made, the log written, in one
transaction. Pages, API and commands all come through here; nobody else writes judgements.
"""
