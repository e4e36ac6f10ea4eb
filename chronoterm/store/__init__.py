"""The TinyDB file that holds a chronology: read without harm, written whole or not at all."""
