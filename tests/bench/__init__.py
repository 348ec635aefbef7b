"""The bench works; these tests do not care about its times."""
