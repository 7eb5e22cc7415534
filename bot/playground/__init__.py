"""The playground: Telegram's Bot API on this machine, with a page that works like the chat on a phone.

The room's rule: the bot must not be able to tell it from Telegram. It speaks the Bot API 10.0 over real HTTP,
refuses what Telegram refuses in Telegram's words, keeps updates until they are acknowledged, and shares no code
with the Telegram library the bot uses, so that it stays a second opinion.
"""
