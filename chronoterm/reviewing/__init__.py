"""Reviewing what is proposed of an article: what a person accepts, rejects and changes before anything is stored."""
