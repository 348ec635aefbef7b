"""Who sees which pictures: the home tab, the search, and a thread's history."""
