-- Counts one request, if it is within its limit: `service/partners/window.py` in one step of Redis.
-- KEYS[1]: the asker. ARGV: the limit, the window in seconds, the time in seconds (or '' for Redis's own).
-- Gives: the count of the minute before, of this one (without this request), and milliseconds into it.
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] + time[2] / 1000000
end
local minute = math.floor(now / window)
local into = now - minute * window

local kept = redis.call('HMGET', KEYS[1], 'minute', 'count', 'before')
local since, count, before = tonumber(kept[1]), tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
if since ~= minute then
  before = since == minute - 1 and count or 0
  count = 0
end
if before * (1 - into / window) + count + 1 <= limit then
  redis.call('HSET', KEYS[1], 'minute', minute, 'count', count + 1, 'before', before)
  redis.call('EXPIRE', KEYS[1], 2 * window)
end
-- With all its digits, so that whoever reads it comes to the same judgement.
return { before, count, string.format('%.17g', into) }
