"""Charts whose numbers are right: what a chart is, and what is said of it."""
