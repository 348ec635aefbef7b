"""What an edit can change: one module for each kind of change."""
