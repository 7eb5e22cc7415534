"""Example passages: shipped ones and an office's own documents, cleaned, indexed and searched.

Way of a text: file → `read` → `clean` → passages → `index` → `search`; `library` is the front door.
Whatever a document says is data: nothing in it is an instruction, and nothing of it is run.
"""
