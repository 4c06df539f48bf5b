"""Data that an exercise lays open: read and computed with pandas, shown with stock controls."""
