-- What became of a reserved message. One that surely did not go out is no contact.
local prefix, send, wave, member, outcome, release = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6] == 'release'
local messages = prefix .. 'messages:' .. send
if redis.call('HGET', messages, member) ~= 'reserved' then return 0 end
redis.call('HSET', messages, member, outcome)
if outcome == 'sent' then redis.call('SADD', prefix .. 'received:' .. wave, member) end
if release then
  redis.call('HDEL', prefix .. 'contacts:' .. member, send)
  note_all(prefix, member, cjson.decode(ARGV[7]))
end
return 1
