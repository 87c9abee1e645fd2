import json
from urllib.error import HTTPError
from urllib.request import urlopen

API = "http://127.0.0.1:8000/api/v1"

try:
    with urlopen(f"{API}/articles/how-ketamine-works/sections/introduction?level=plain") as answer:
        section = json.load(answer)
except HTTPError as error:
    problem = json.load(error)  # says what went wrong, and what there is instead
    raise SystemExit(f"{problem['detail']} {problem.get('available', '')}") from None

# Show all four, wherever you show the text.
print(section["title"])
print(section["html"])
print(section["disclaimer"]["text"], section["disclaimer"]["url"])
print(section["source"]["attribution"], section["links"]["page"])
