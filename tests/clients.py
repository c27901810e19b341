"""A browser for tests, whose people sign in the way allauth leaves them: past the second lock too."""

import time

from django.test import Client


class HouseClient(Client):
    """`force_login` also notes that a second factor was shown, which coordinators and council people need.

    Pass `second_factor=False` for somebody who has only typed an emailed code.
    """

    def force_login(self, user, backend=None, *, second_factor=True):
        super().force_login(user, backend)
        if second_factor:
            session = self.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "type": "totp", "at": time.time()}
            ]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
