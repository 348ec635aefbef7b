"""Values, decisions and ports. No I/O, no clock, no environment."""
