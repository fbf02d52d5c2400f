"""報表: questions of the owner, each with one answer sentence, the table it is said of, and a chart."""
