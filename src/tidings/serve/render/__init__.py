"""What is shown, made from what is known: text, marks, charts, feeds. Pure, but for looks."""
