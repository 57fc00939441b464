"""What of an assessment others may see: only what its place has submitted or shared."""
