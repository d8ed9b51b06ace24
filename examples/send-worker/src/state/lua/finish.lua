-- A send is over: everything is settled, or its time is (`late`). Counts what became of its messages.
local prefix, send, occurrence, from, to, late = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6] == 'late'
local key, messages = prefix .. 'send:' .. send, prefix .. 'messages:' .. send
if redis.call('HGET', key, 'state') ~= 'planned' then return 1 end
local tally = {}
local recipients = to > from and redis.call('LRANGE', prefix .. 'recipients:' .. occurrence, from, to - 1) or {}
for _, text in ipairs(recipients) do
  local member = cjson.decode(text)[1]
  local state = redis.call('HGET', messages, member)
  if not state or state == 'reserved' then
    if not late then return 0 end
    state = state and 'unknown' or 'expired'
    redis.call('HSET', messages, member, state)
  end
  local ending = string.match(state, '^failed') or state
  tally[ending] = (tally[ending] or 0) + 1
end
redis.call('HSET', key, 'state', 'done', 'tally', #recipients > 0 and cjson.encode(tally) or '{}')
redis.call('HDEL', key, 'problem')
redis.call('ZREM', prefix .. 'due', send)
return 1
