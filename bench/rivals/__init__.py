"""What people would otherwise run, and the least that anything must do."""
