"""The writes that must happen whole: Lua, run by Redis as one step and logged as one (Redis 6.2 commands).

Each may be sent twice without harm, because a client whose connection broke cannot know whether the first one
arrived. What is done once is guarded by what it uses up: a mark set only if absent, or an entry acknowledged.

A script that writes for a chat begins with `FENCED`: who does not know the number of the last taking of the chat's
partition has lost it, perhaps without knowing, and writes nothing.
"""

LOST = -1
"""The answer of a fenced script to a worker that has lost the partition."""

FENCED = """
-- KEYS[1] fences; ARGV[1] partition, ARGV[2] the number of our taking
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return -1 end
"""

UNDER_A_HOLD = """
-- The same before a script that knows of no hold: what is ours leaves its lists.
local fences, partition, fence = table.remove(KEYS, 1), table.remove(ARGV, 1), table.remove(ARGV, 1)
if redis.call('HGET', fences, partition) ~= fence then return -1 end
"""

COMMAND = "return redis.call(unpack(ARGV))"

_BEGUN = """
-- KEYS[1] jobs; ARGV[1] job, ARGV[2] seal: a job that is over, or of a chat that was forgotten, hands nothing in
local begun = redis.call('HGET', KEYS[1], ARGV[1])
if not begun or redis.sha1hex(begun) ~= ARGV[2] then return 0 end
"""

HAND_IN = (
    _BEGUN
    + """
-- KEYS jobs, seen, inbox; ARGV job, seal, seconds to remember, chat, body
if not redis.call('SET', KEYS[2], '', 'NX', 'EX', ARGV[3]) then return 0 end
redis.call('XADD', KEYS[3], '*', 'chat', ARGV[4], 'body', ARGV[5])
return 1
"""
)

KEEP = (
    _BEGUN
    + """
-- KEYS jobs, pieces; ARGV job, seal, key, body, seconds (0: for ever)
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
if tonumber(ARGV[5]) > 0 then redis.call('EXPIRE', KEYS[2], ARGV[5]) end
return 1
"""
)

TAKE = """
-- KEYS mark, used by the chat, used by all, chats
-- ARGV chat, most (0: any), seconds to remember the mark, oldest month, today, last day of the chat's use, seconds to
--      keep it, how many fields all have too, then field and amount of each; `most` is for the first field
local before = redis.call('GET', KEYS[1])
if before then return tonumber(before) end
local most = tonumber(ARGV[2])
local granted = most == 0 or tonumber(redis.call('HGET', KEYS[2], ARGV[9]) or 0) < most
redis.call('SET', KEYS[1], granted and 1 or 0, 'EX', ARGV[3])
if not granted then return 0 end
local function count(used, fields)
  local fresh = false
  for i = 9, 8 + 2 * fields, 2 do
    fresh = redis.call('HINCRBY', used, ARGV[i], ARGV[i + 1]) == tonumber(ARGV[i + 1]) or fresh
  end
  if fresh then  -- a month has begun: what is too old goes
    for _, field in ipairs(redis.call('HKEYS', used)) do
      if string.sub(field, 1, 7) < ARGV[4] then redis.call('HDEL', used, field) end
    end
  end
  redis.call('EXPIRE', used, ARGV[7])
end
count(KEYS[3], tonumber(ARGV[8]))
if KEYS[2] == KEYS[3] then return 1 end
count(KEYS[2], (#ARGV - 8) / 2)
redis.call('ZADD', KEYS[4], ARGV[6], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', '(' .. ARGV[5])
return 1
"""

USED = """
-- KEYS used by each chat; ARGV fields
-- Returns for each the amounts in its fields.
local found = {}
for i, used in ipairs(KEYS) do found[i] = redis.call('HMGET', used, unpack(ARGV)) end
return found
"""

RECEIVE = """
-- KEYS seen and inbox of each; ARGV seconds to remember, then chat and body of each
-- Returns for each whether it is new.
local new = {}
for i = 1, #KEYS, 2 do
  local first = redis.call('SET', KEYS[i], '', 'NX', 'EX', ARGV[1])
  if first then redis.call('XADD', KEYS[i + 1], '*', 'chat', ARGV[i + 1], 'body', ARGV[i + 2]) end
  new[#new + 1] = first and 1 or 0
end
return new
"""

_FINISH = """
local function finish(inbox, group, entry)
  local held = redis.call('XACK', inbox, group, entry) == 1
  if held then redis.call('XDEL', inbox, entry) end
  return held
end
"""

_PUT_OUT = """
local function put_out(outbox, outboxes, serial, chat, body)
  redis.call('HSET', outbox, redis.call('INCR', serial), body)
  redis.call('SADD', outboxes, chat)
end
"""

_SETTLE = """
local function settle(session, body, seconds, ...)
  if tonumber(seconds) > 0 then
    redis.call('SET', session, body, 'EX', seconds, ...)
  else
    redis.call('SET', session, body, ...)
  end
end
"""

_FORGET = """
local function forget_records(at, chat)
  -- KEYS from at on: session, outbox, jobs, pieces, photos, outboxes, working, dead, sent, replies
  redis.call('DEL', KEYS[at], KEYS[at + 1], KEYS[at + 2], KEYS[at + 3], KEYS[at + 4], KEYS[at + 8], KEYS[at + 9])
  redis.call('SREM', KEYS[at + 5], chat)
  redis.call('SREM', KEYS[at + 6], chat)
  for _, letter in ipairs(redis.call('XRANGE', KEYS[at + 7], '-', '+')) do
    if letter[2][2] == chat then redis.call('XDEL', KEYS[at + 7], letter[1]) end
  end
end
"""

COMMIT = (
    FENCED
    + _FINISH
    + _PUT_OUT
    + _SETTLE
    + _FORGET
    + """
-- KEYS fences, inbox, session, outbox, jobs, pieces, photos, outboxes, working, dead, sent, replies, serial
-- ARGV partition, fence, group, entry, chat, forget, seconds to keep a session, then five lists, each led by
--      its length: session (none or one), effects, photos gone, ids of jobs done, jobs started as id and body
-- Returns whether it was written now, and the outbox: what is asked for next anyway.
local function answer(new) return {new, redis.call('HGETALL', KEYS[4])} end
if not finish(KEYS[2], ARGV[3], ARGV[4]) then return answer(0) end
local chat, at = ARGV[5], 8
local function each(use)
  local last = at + tonumber(ARGV[at])
  for i = at + 1, last do use(ARGV[i], i) end
  at = last + 1
end
if ARGV[6] == '1' then forget_records(3, chat) end
if tonumber(ARGV[7]) > 0 then
  redis.call('EXPIRE', KEYS[7], ARGV[7])
  if ARGV[8] == '0' then redis.call('EXPIRE', KEYS[3], ARGV[7]) end  -- unchanged, not idle
end
each(function(body) settle(KEYS[3], body, ARGV[7]) end)
each(function(body) put_out(KEYS[4], KEYS[8], KEYS[13], chat, body) end)
each(function(photo) redis.call('HDEL', KEYS[7], photo) end)
each(function(job)
  redis.call('HDEL', KEYS[5], job)
  for _, name in ipairs(redis.call('HKEYS', KEYS[12])) do
    if string.sub(name, 1, #job + 1) == job .. ':' then redis.call('HDEL', KEYS[12], name) end
  end
end)
local first = at + 1
each(function(body, i)
  if (i - first) % 2 == 1 then redis.call('HSET', KEYS[5], ARGV[i - 1], body) end
end)
redis.call(redis.call('EXISTS', KEYS[5]) == 1 and 'SADD' or 'SREM', KEYS[9], chat)
return answer(1)
"""
)

REFUSE = (
    FENCED
    + _FINISH
    + _PUT_OUT
    + """
-- KEYS fences, inbox, dead, outbox, outboxes, serial
-- ARGV partition, fence, group, entry, most, chat, reason, body, then effects
if not finish(KEYS[2], ARGV[3], ARGV[4]) then return 0 end
redis.call('XADD', KEYS[3], 'MAXLEN', ARGV[5], '*', 'chat', ARGV[6], 'reason', ARGV[7], 'body', ARGV[8])
for i = 9, #ARGV do put_out(KEYS[4], KEYS[5], KEYS[6], ARGV[6], ARGV[i]) end
return 1
"""
)

SENT = (
    FENCED
    + """
-- KEYS fences, outbox; ARGV partition, fence, effect, how many messages
if redis.call('HEXISTS', KEYS[2], ARGV[3]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[3] .. ':sent', ARGV[4])
return 1
"""
)

DONE = (
    FENCED
    + _SETTLE
    + """
-- KEYS fences, outbox, outboxes, session; ARGV partition, fence, effect, chat, seconds to keep the
-- session, session (if it changed)
local held = redis.call('HDEL', KEYS[2], ARGV[3])
redis.call('HDEL', KEYS[2], ARGV[3] .. ':sent')
if held == 1 and ARGV[6] then settle(KEYS[4], ARGV[6], ARGV[5], 'XX') end
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SREM', KEYS[3], ARGV[4]) end
return held
"""
)

MOVE_OFFSET = (
    FENCED
    + """
-- KEYS fences, offset; ARGV partition, fence, the next update
redis.call('SET', KEYS[2], ARGV[3])
return 1
"""
)

FORGET = (
    _FORGET
    + """
-- KEYS session, outbox, jobs, pieces, photos, outboxes, working, dead, sent, replies, inbox; ARGV chat, group
forget_records(1, ARGV[1])
local from = '-'
while true do
  local page = redis.call('XRANGE', KEYS[11], from, '+', 'COUNT', 500)
  if #page == 0 then return 1 end
  for _, entry in ipairs(page) do
    from = '(' .. entry[1]
    if entry[2][2] == ARGV[1] then
      redis.call('XACK', KEYS[11], ARGV[2], entry[1])
      redis.call('XDEL', KEYS[11], entry[1])
    end
  end
end
"""
)
