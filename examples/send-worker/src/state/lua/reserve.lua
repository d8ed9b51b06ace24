-- May this message start now? Decides and remembers in one step; whoever dies after it leaves a message in doubt, never a lost one.
-- Answers: send DEADLINE, resend DEADLINE (in doubt: the same key again), wait MS, late, stopped, or the state that is final.
local prefix, send, occurrence, member = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local input = cjson.decode(ARGV[5])
local messages = prefix .. 'messages:' .. send

local state = redis.call('HGET', messages, member)
if state and state ~= 'reserved' then return state end
if redis.call('HGET', prefix .. 'occurrence:' .. occurrence, 'state') ~= 'begun' then return 'stopped' end
local deadline = redis.call('HGET', prefix .. 'send:' .. send, 'deadline')
if input.now >= tonumber(deadline) then return 'late' end

if input.skip then
  -- In doubt it may have gone out already, and may not go out again.
  local final = state and 'unknown' or ('skipped ' .. input.skip)
  redis.call('HSET', messages, member, final)
  return final
end

if not state then
  local contacts = contacts_of(prefix, member)
  for _, check in ipairs(input.checks) do
    if check.enforced and breaks(prefix, contacts, check) then
      redis.call('HSET', messages, member, 'skipped ' .. check.clause)
      return 'skipped ' .. check.clause
    end
  end
end

if input.rate then
  local key = prefix .. 'rate:' .. input.channel
  local tick = math.floor(input.now / input.rate.per)
  local noted = redis.call('HMGET', key, 'tick', 'used')
  local used = noted[1] == string.format('%.0f', tick) and tonumber(noted[2]) or 0
  if used >= input.rate.count then return 'wait ' .. string.format('%.0f', (tick + 1) * input.rate.per - input.now) end
  redis.call('HSET', key, 'tick', string.format('%.0f', tick), 'used', used + 1)
end

if state then
  redis.call('HINCRBY', prefix .. 'send:' .. send, 'resent', 1)
  return 'resend ' .. deadline
end
redis.call('HSET', messages, member, 'reserved')
if input.contact then
  redis.call('HSET', prefix .. 'contacts:' .. member, send, cjson.encode(input.contact))
  note_all(prefix, member, input.checks)
end
return 'send ' .. deadline
