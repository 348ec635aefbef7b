"""Decides who is next: lanes, seats, and what waiting people are told."""
