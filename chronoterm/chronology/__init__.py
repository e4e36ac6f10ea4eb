"""Records as columns and bitmaps, and views of them. Screens know only what `view` declares."""
