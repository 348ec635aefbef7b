"""The bench works; its times are nobody's business here."""
