"""What a council's programme has done, what is left and what that would cost, its targets, and stories in figures."""
