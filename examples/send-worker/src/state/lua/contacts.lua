-- Counting contacts. Put before the scripts that need it.

local function contacts_of(prefix, member)
  local found = {}
  for _, text in ipairs(redis.call('HVALS', prefix .. 'contacts:' .. member)) do
    found[#found + 1] = cjson.decode(text)
  end
  return found
end

local function has(list, item)
  for _, each in ipairs(list or {}) do
    if each == item then return true end
  end
  return false
end

-- Whether a clause looks at a contact at all: its channel, its campaign, the days of its event, its audience.
local function is_counted(contact, check)
  if not has(check.channels, contact.channel) then return false end
  if check.campaign and contact.campaign ~= check.campaign then return false end
  if check.forAudience and not has(contact.clauses, check.clause) then return false end
  if check.ranges then
    for _, range in ipairs(check.ranges) do
      if range[1] <= contact.day and contact.day <= range[2] then return true end
    end
    return false
  end
  return true
end

local function is_in_window(contact, check)
  if check.from and (contact.day < check.from or contact.day > check.to) then return false end
  if check.after and contact.at <= check.after then return false end
  return true
end

local function count(contacts, check)
  local found = 0
  for _, contact in ipairs(contacts) do
    if is_counted(contact, check) and is_in_window(contact, check) then found = found + 1 end
  end
  return found
end

-- Notes who is beyond `max`, by the contact with which that began, counted from the latest:
-- a member is beyond in a rolling window exactly if that contact lies in it.
local function note(prefix, member, contacts, check)
  local places = {}
  for _, contact in ipairs(contacts) do
    if is_counted(contact, check) and is_in_window(contact, check) then
      places[#places + 1] = check.after and contact.at or contact.day
    end
  end
  table.sort(places, function(a, b) return a > b end)
  local key = prefix .. 'beyond:' .. check.note
  local place = places[check.max + 1]
  if place then redis.call('ZADD', key, place, member) else redis.call('ZREM', key, member) end
end

local function note_all(prefix, member, checks)
  local contacts
  for _, check in ipairs(checks) do
    if check.note then
      contacts = contacts or contacts_of(prefix, member)
      note(prefix, member, contacts, check)
    end
  end
end

local function breaks(prefix, contacts, check)
  local before = count(contacts, check)
  if before < check.max then return false end
  if not check.members then return true end
  if before > check.max then return false end
  local lowest = check.rolling and (check.after and ('(' .. string.format('%.0f', check.after)) or check.from) or '-inf'
  return redis.call('ZCOUNT', prefix .. 'beyond:' .. check.note, lowest, '+inf') >= check.members
end
