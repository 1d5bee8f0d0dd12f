"""What several tests share: servers that run for real."""
