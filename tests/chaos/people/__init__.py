"""What people in a storm do besides asking: they press buttons and fill in forms."""
