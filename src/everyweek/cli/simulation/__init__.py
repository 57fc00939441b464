"""What everyweek simulate does: run one model or several, stop and go on, and show or write what came out."""
