"""What one person keeps between two sittings with one store: saved views, queries typed before, where they were."""
