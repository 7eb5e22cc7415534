"""The writes that must happen whole: Lua, run by Redis as one step and logged as one (Redis 6.2 commands).

Each may be sent twice without harm, because a client whose connection broke cannot know whether the first one
arrived. What is done once is guarded by what it uses up: a mark set only if absent, or an entry acknowledged.
"""

RECEIVE = """
-- KEYS seen, inbox; ARGV seconds to remember, chat, body
if not redis.call('SET', KEYS[1], '', 'NX', 'EX', ARGV[1]) then return 0 end
redis.call('XADD', KEYS[2], '*', 'chat', ARGV[2], 'body', ARGV[3])
return 1
"""

_FINISH = """
local function finish(inbox, group, entry)
  local held = redis.call('XACK', inbox, group, entry) == 1
  if held then redis.call('XDEL', inbox, entry) end
  return held
end
"""

_FORGET = """
local function forget_records(session, outbox, outboxes, jobs, working, dead, chat)
  redis.call('DEL', session, outbox, jobs)
  redis.call('SREM', outboxes, chat)
  redis.call('SREM', working, chat)
  for _, letter in ipairs(redis.call('XRANGE', dead, '-', '+')) do
    if letter[2][2] == chat then redis.call('XDEL', dead, letter[1]) end
  end
end
"""

COMMIT = (
    _FINISH
    + _FORGET
    + """
-- KEYS inbox, session, outbox, outboxes, jobs, working, dead, serial
-- ARGV group, entry, chat, forget, then four lists, each led by its length:
--      session (none or one), effects, ids of jobs done, jobs started as id and body
if not finish(KEYS[1], ARGV[1], ARGV[2]) then return 0 end
local chat, at = ARGV[3], 5
local function each(use)
  local last = at + tonumber(ARGV[at])
  for i = at + 1, last do use(ARGV[i], i) end
  at = last + 1
end
if ARGV[4] == '1' then
  forget_records(KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], chat)
end
each(function(body) redis.call('SET', KEYS[2], body) end)
each(function(body)
  redis.call('HSET', KEYS[3], redis.call('INCR', KEYS[8]), body)
  redis.call('SADD', KEYS[4], chat)
end)
each(function(job) redis.call('HDEL', KEYS[5], job) end)
local first = at + 1
each(function(body, i)
  if (i - first) % 2 == 1 then redis.call('HSET', KEYS[5], ARGV[i - 1], body) end
end)
redis.call(redis.call('EXISTS', KEYS[5]) == 1 and 'SADD' or 'SREM', KEYS[6], chat)
return 1
"""
)

REFUSE = (
    _FINISH
    + """
-- KEYS inbox, dead; ARGV group, entry, most, chat, reason, body
if not finish(KEYS[1], ARGV[1], ARGV[2]) then return 0 end
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], '*', 'chat', ARGV[4], 'reason', ARGV[5], 'body', ARGV[6])
return 1
"""
)

DONE = """
-- KEYS outbox, outboxes; ARGV effect, chat
redis.call('HDEL', KEYS[1], ARGV[1])
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], ARGV[2]) end
return 1
"""

FORGET = (
    _FORGET
    + """
-- KEYS session, outbox, outboxes, jobs, working, dead, inbox; ARGV chat, group
forget_records(KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], ARGV[1])
local from = '-'
while true do
  local page = redis.call('XRANGE', KEYS[7], from, '+', 'COUNT', 500)
  if #page == 0 then return 1 end
  for _, entry in ipairs(page) do
    from = '(' .. entry[1]
    if entry[2][2] == ARGV[1] then
      redis.call('XACK', KEYS[7], ARGV[2], entry[1])
      redis.call('XDEL', KEYS[7], entry[1])
    end
  end
end
"""
)
