"""The command line of `design.md` §5: a contract, scripts rely on it."""
