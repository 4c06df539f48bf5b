"""Agreement between assessors: counts first, coefficients only where they say something."""
