"""What each document says: its context, from the material, for its template."""
