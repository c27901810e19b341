"""Signing in, invitations and start pages."""
