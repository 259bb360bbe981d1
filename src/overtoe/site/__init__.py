"""The web application for two people at home or a clinic: thin views over the library."""
