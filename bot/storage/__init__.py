"""The store: everything kept between two messages, in Redis. The only room that imports ``redis``."""
