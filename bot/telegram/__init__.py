"""Telegram: raw updates become events, effects become messages. No decision is made here."""
