"""What a browser says of itself, in words."""

UNKNOWN = "a browser that does not say what it is"
BROWSERS = (  # the more particular first: Edge calls itself Chrome too, and all call themselves Safari
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_in_words(said: str) -> str:
    """The browser and the machine, as far as they can be told.

    >>> device_in_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0")
    'Edge on Windows'
    >>> device_in_words("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1")
    'Safari on an iPhone'
    >>> device_in_words("curl/8.5.0"), device_in_words("something on Linux")
    ('a browser that does not say what it is', 'a browser on Linux')
    """
    browser = next((words for sign, words in BROWSERS if sign in said), "")
    system = next((words for sign, words in SYSTEMS if sign in said), "")
    if not browser and not system:
        return UNKNOWN
    return f"{browser or 'a browser'} on {system}" if system else browser
