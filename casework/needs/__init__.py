"""What a person needs, and who helps with it until when."""
