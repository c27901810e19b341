"""What a call says and waits for, in Twilio's own words for it (TwiML). Pure: sentences in, a document out."""

from collections.abc import Iterable

from twilio.twiml.voice_response import Gather, VoiceResponse

# Long enough to find a key on a phone held away from the ear.
WAIT_SECONDS = 5


def ask(sentences: Iterable[str], voice: tuple[str, str], action: str) -> str:
    """Say something and wait for one number, which may be pressed while it is said. No number is an answer too."""
    gather = Gather(
        input="dtmf",
        num_digits=1,
        timeout=WAIT_SECONDS,
        action_on_empty_result=True,
        action=action,
        method="POST",
    )
    say_in(gather, sentences, voice)
    response = VoiceResponse()
    response.append(gather)
    return str(response)


def say(sentences: Iterable[str], voice: tuple[str, str]) -> str:
    """Say something and hang up."""
    response = VoiceResponse()
    say_in(response, sentences, voice)
    response.hangup()
    return str(response)


def say_in(part: VoiceResponse | Gather, sentences: Iterable[str], voice: tuple[str, str]) -> None:
    name, language = voice
    for sentence in sentences:
        part.say(sentence, voice=name, language=language)
