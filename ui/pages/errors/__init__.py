"""說明 → 錯誤代碼: every sentence the program can say when something does not work."""
