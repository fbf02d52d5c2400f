"""出門清單: whom to visit, on paper or in the phone."""
