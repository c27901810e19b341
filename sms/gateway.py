"""The only module that talks to Twilio."""
