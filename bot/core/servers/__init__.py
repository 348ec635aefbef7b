"""The servers whose tools the model may use: what the owner wants, what they can do."""
