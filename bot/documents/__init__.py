"""A report as files: what an office accepts, laid out after GB/T 9704—2012."""
