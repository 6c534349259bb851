"""File scoring as jobs: creation, output, refused rows."""
