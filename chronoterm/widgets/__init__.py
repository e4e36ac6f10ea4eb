"""What paints on the screen. A widget announces what happened; the screen decides what it means."""
