"""Figures, pages, tables and overlays."""
