"""What comes in: articles, tables and other formats become proposed records; nothing here writes."""
