"""匯出: the dialog that asks who, as what and what for; and what an Excel file that came back says otherwise."""
