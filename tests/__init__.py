"""Tests of Darkroom."""
