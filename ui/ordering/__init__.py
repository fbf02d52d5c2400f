"""訂貨: what customers wait for moves on, and they are told."""
