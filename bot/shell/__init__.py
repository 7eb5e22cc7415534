"""The shell acts on what the core decides: it reads the inbox, keeps the session, performs the effects."""
