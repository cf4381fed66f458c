"""Everything that changes what is tracked: the right is checked, the change made, the log written, in one transaction."""
