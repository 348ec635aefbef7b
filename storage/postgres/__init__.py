"""Reads and writes rows in PostgreSQL, for an installation of several processes.

Needs the extra `postgres`; nothing outside of this folder and of the queue imports it
unless `DATABASE_URL` says so.
"""
