"""How a news article becomes proposed records, by rules that each field can name."""
