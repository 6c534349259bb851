"""Texts that mean harm to somebody: a path, a query, a header, a terminal, a spreadsheet, a page."""

from itertools import product

SQL = (
    "' OR '1'='1",
    "'; DROP TABLE datasets; --",
    '" OR ""="',
    "1; SELECT pg_sleep(10)--",
    "x' UNION SELECT id, name FROM api_keys --",
    "%' ESCAPE '!",
    "100%",
    "_",
    "\\'",
    "$$; SELECT 1; $$",
)
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "${jndi:ldap://x}",
)
FORMULAS = ("=1+1", "+1-1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "\t=1", "'=1")
DISPLAY = (
    "a\u202eb",
    "\u2066x\u2069",
    "e\u0301",
    "\ufeffbom",
    "zero\u200bwidth",
    "\U0001f4a3",
    "\x1b[2J",
    "a\x07b",
    "\x7f",
)
HEADERS = ("a\r\nSet-Cookie: x=1", "a\nb", "a\rb", "%0d%0aX-Evil: 1", "%s%s%n", "{0.__class__}", "a" * 256)
PATHS = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "~root",
    "con",
    ".",
    "..",
)

STORABLE = (*SQL, *MARKUP, *FORMULAS, *DISPLAY, *HEADERS, *PATHS)
"""Harmful to a careless program, but text that a name may well be."""
UNSTORABLE = ("\x00", "a\x00b", "\ud800", "a\udfffb", "a" * 257)
"""What no name may be."""


def traversals(target: str) -> list[str]:
    """Some 500 spellings of a path that climbs up to `target`, as they may stand in a URL."""
    ups = (
        "../",
        "..%2f",
        "%2e%2e/",
        "%2e%2e%2f",
        "..%252f",
        "%252e%252e%252f",
        "..\\",
        "..%5c",
        "..%c0%af",
        "..;/",
        "....//",
    )
    ends = ("", "%00", "%2500.csv", "%20", ".", "/", "?x", "#", "%0a")
    return [
        f"{start}{up * depth}{target.lstrip('/')}{end}"
        for start, up, depth, end in product(("", "x/"), ups, (1, 4, 9), ends)
    ][:560]
