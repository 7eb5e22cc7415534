"""How workers share the partitions: Lua, run by Redis as one step each (Redis 6.2 commands).

A worker has one lease, renewed by its beat; a partition is its own for as long as the lease lasts. The server's
clock alone decides when a lease ends.
"""

FREE, CLOSED = "", "-"
"""What a beat says of a partition that is not ours: to be taken if there is need, or not for now."""

BEAT = """
-- Renew our lease, learn which partitions are still ours, and take free ones up to our share.
-- KEYS members, owners, fences, then the inbox of each partition
-- ARGV name, milliseconds of a lease, whether we are alone, group,
--      then for each partition the number of our taking, '' if it may be taken, '-' if not
-- Returns milliseconds left of our lease, our share, then for each partition our number, 0 where it is not ours.
local name, lease, count = ARGV[1], tonumber(ARGV[2]), #KEYS - 3
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

if ARGV[3] == '1' then redis.call('DEL', KEYS[1]) end
-- Redis 6.2 logs even a removal of nothing, and a log is written to disk.
if redis.call('ZCOUNT', KEYS[1], '-inf', now) > 0 then redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now) end
local left = (tonumber(redis.call('ZSCORE', KEYS[1], name)) or now) - now
if left < lease * 2 / 3 then  -- a renewal is a write to disk: not at every beat
  left = lease
  redis.call('ZADD', KEYS[1], now + lease, name)
end

local members = redis.call('ZRANGE', KEYS[1], 0, -1)
table.sort(members)
local live, share = {}, 0
for place, member in ipairs(members) do
  live[member] = true
  if member == name then
    share = math.floor(count / #members) + (place <= count % #members and 1 or 0)
  end
end

local reply, held = {left, share}, 0
local owner, fence = {}, {}
for p = 1, count do
  owner[p], fence[p] = redis.call('HGET', KEYS[2], p - 1), redis.call('HGET', KEYS[3], p - 1)
  reply[p + 2] = 0
  if fence[p] == ARGV[p + 4] and (owner[p] == name or not live[owner[p]]) then
    if owner[p] ~= name then redis.call('HSET', KEYS[2], p - 1, name) end
    reply[p + 2], held = tonumber(fence[p]), held + 1
  end
end
for p = 1, count do
  if ARGV[p + 4] == '' and (owner[p] == name or not live[owner[p]]) then
    if held < share then
      redis.call('HSET', KEYS[2], p - 1, name)
      reply[p + 2], held = redis.call('HINCRBY', KEYS[3], p - 1, 1), held + 1
      redis.pcall('XGROUP', 'CREATE', KEYS[p + 3], ARGV[4], '0', 'MKSTREAM')  -- refused where it is already there
    elseif owner[p] == name then
      redis.call('HDEL', KEYS[2], p - 1)
    end
  end
end
return reply
"""

GIVE_BACK = """
-- KEYS owners, fences; ARGV name, partition, the number of our taking
if redis.call('HGET', KEYS[2], ARGV[2]) == ARGV[3] and redis.call('HGET', KEYS[1], ARGV[2]) == ARGV[1] then
  redis.call('HDEL', KEYS[1], ARGV[2])
end
return 1
"""

LEAVE = """
-- KEYS members, owners; ARGV name
redis.call('ZREM', KEYS[1], ARGV[1])
local owners = redis.call('HGETALL', KEYS[2])
for i = 1, #owners, 2 do
  if owners[i + 1] == ARGV[1] then redis.call('HDEL', KEYS[2], owners[i]) end
end
return 1
"""

READ = """
-- What the owner was given and has not seen, else what is new. A stalled worker is given nothing: an entry given to
-- it would be missing in its successor's order.
-- KEYS fences, then inboxes; ARGV group, consumer, most, then for each inbox partition, number, last seen
-- Returns for each inbox a list of entries, or -1 where it is not ours any more.
local reply = {}
for i = 2, #KEYS do
  local at = 3 * (i - 2) + 4
  if redis.call('HGET', KEYS[1], ARGV[at]) ~= ARGV[at + 1] then
    reply[i - 1] = -1
  else
    local function read(after)
      local found = redis.call(
        'XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[3], 'STREAMS', KEYS[i], after)
      return found and found[1] and found[1][2] or {}
    end
    local given = read(ARGV[at + 2])
    if #given == 0 then given = read('>') end
    local whole = {}
    for _, entry in ipairs(given) do
      if entry[2] then
        whole[#whole + 1] = entry
      else
        redis.call('XACK', KEYS[i], ARGV[1], entry[1])  -- deleted by other hands after it was given out
      end
    end
    reply[i - 1] = whole
  end
end
return reply
"""
