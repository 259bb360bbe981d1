"""What every slice of the site shares: headers, logs, health, the page frame."""
