"""The changes that an edit can make: one module for each kind."""
