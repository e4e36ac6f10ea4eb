"""The query language: a text read into the terms of a query, and terms written as the text that reads so."""
