# The section as JSON, and when you ask again: nothing, as long as nothing has changed.
address="http://127.0.0.1:8000/api/v1/articles/how-ketamine-works/sections/introduction?level=plain"
curl --silent --show-error --fail --dump-header headers.txt --output section.json "$address"
etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *//p' headers.txt | tr -d '\r')
curl --silent --show-error --fail --header "If-None-Match: $etag" --write-out '%{http_code}\n' "$address"
