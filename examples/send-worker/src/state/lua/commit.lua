-- Takes a schedule over in one step, or not at all. What has begun is finished as it was: a re-load only ends it, earlier or at once.
local prefix, revision, digest, store = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local sends = cjson.decode(ARGV[5])
if (redis.call('GET', prefix .. 'revision') or '0') ~= revision then return cjson.encode({ outdated = true }) end

local found = { planned = 0, moved = {}, changed = 0, removed = {}, stopped = {}, kept = {} }
local wanted, occurrences = {}, {}

local function plan(key, each)
  redis.call('DEL', key)
  redis.call('HSET', key, 'state', 'planned', 'digest', digest, 'at', each.at, 'deadline', each.deadline, 'layout', each.layout,
    'content', each.content, 'occurrence', each.occurrence)
  redis.call('SADD', prefix .. 'sends', each.id)
  redis.call('ZADD', prefix .. 'due', each.at, each.id)
end

for _, each in ipairs(sends) do
  wanted[each.id] = true
  local key, occurrence = prefix .. 'send:' .. each.id, prefix .. 'occurrence:' .. each.occurrence
  local known = redis.call('HMGET', key, 'state', 'at', 'deadline', 'layout', 'content')
  if redis.call('EXISTS', occurrence) == 1 then
    occurrences[each.occurrence] = true
    redis.call('HSET', occurrence, 'state', 'begun')
    if known[1] == 'planned' then
      if known[4] == each.layout then redis.call('HSET', key, 'at', each.at) end
      if tonumber(each.deadline) < tonumber(known[3]) then redis.call('HSET', key, 'deadline', each.deadline) end
      redis.call('ZADD', prefix .. 'due', redis.call('HGET', key, 'at'), each.id)
    end
    if known[5] ~= each.content then found.kept[#found.kept + 1] = each.id end
  else
    if not known[1] then found.planned = found.planned + 1
    elseif known[2] ~= each.at then found.moved[#found.moved + 1] = each.id
    elseif known[5] ~= each.content then found.changed = found.changed + 1 end
    plan(key, each)
  end
end

for _, id in ipairs(redis.call('SMEMBERS', prefix .. 'sends')) do
  if not wanted[id] then
    local key = prefix .. 'send:' .. id
    local entry = redis.call('HMGET', key, 'occurrence', 'state')
    if redis.call('EXISTS', prefix .. 'occurrence:' .. entry[1]) == 0 then
      redis.call('DEL', key)
      redis.call('SREM', prefix .. 'sends', id)
      redis.call('ZREM', prefix .. 'due', id)
      found.removed[#found.removed + 1] = id
    elseif not occurrences[entry[1]] and entry[2] == 'planned' then
      redis.call('HSET', prefix .. 'occurrence:' .. entry[1], 'state', 'stopped')
      redis.call('ZREM', prefix .. 'due', id)
      found.stopped[#found.stopped + 1] = id
    end
  end
end

redis.call('INCR', prefix .. 'revision')
redis.call('SET', prefix .. 'store', store)
redis.call('SET', prefix .. 'current', digest)
return cjson.encode(found)
