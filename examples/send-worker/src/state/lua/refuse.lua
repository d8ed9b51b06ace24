-- An occurrence that has not begun is not sent: all its batches, or the one that is too late.
local prefix, occurrence, digest, state, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('EXISTS', prefix .. 'occurrence:' .. occurrence) == 1 then return 0 end
for i = 6, #ARGV do
  local key = prefix .. 'send:' .. ARGV[i]
  local entry = redis.call('HMGET', key, 'state', 'digest')
  if entry[1] == 'planned' and entry[2] == digest then
    redis.call('HSET', key, 'state', state, 'problem', reason)
    redis.call('ZREM', prefix .. 'due', ARGV[i])
  end
end
return 1
