"""What becomes of undertakings: evidence, states, scores, the action plan. Hangs on ids of facts, never on rows of the record."""
