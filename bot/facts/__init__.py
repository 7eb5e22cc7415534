"""Reading facts from phone text, and telling which figures of a text are supported. Pure but for its data file."""
