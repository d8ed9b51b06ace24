-- An occurrence begins: its recipients are fixed, whatever is loaded later. `waiting` holds them already.
local prefix, send, occurrence, wave, digest, waiting, count, now, unbatched = unpack(ARGV)
local entry = redis.call('HMGET', prefix .. 'send:' .. send, 'state', 'digest')
local key = prefix .. 'occurrence:' .. occurrence
if entry[1] ~= 'planned' or entry[2] ~= digest or redis.call('EXISTS', key) == 1 then
  redis.call('DEL', waiting)
  return 0
end
if redis.call('LLEN', waiting) ~= tonumber(count) then return redis.error_reply('Redis has not kept all recipients.') end
if tonumber(count) > 0 then
  redis.call('RENAME', waiting, prefix .. 'recipients:' .. occurrence)
  redis.call('PERSIST', prefix .. 'recipients:' .. occurrence)
end
redis.call('HSET', key, 'state', 'begun', 'digest', digest, 'at', now, 'unbatched', unbatched)
redis.call('HSET', prefix .. 'begun', wave, now)
return 1
