"""Papers people take into the room, made from the record: what may be seen of it, each sentence with its source."""
