-- Holds sessions, one a request: each episode in its turn, each session in an hour of its therapist's own.
local episodes, hours = {}, {}
for line in io.lines(os.getenv("EPISODES")) do
  local episode, therapist = line:match("(%S+) (%S+)")
  episodes[#episodes + 1] = {episode, therapist}
  hours[therapist] = tonumber(os.getenv("FIRST_HOUR"))
end
local begin, run, token = tonumber(os.getenv("BEGIN")), os.getenv("RUN"), os.getenv("TOKEN")
local count = 0

request = function()
  count = count + 1
  local episode, therapist = unpack(episodes[count % #episodes + 1])
  hours[therapist] = hours[therapist] + 1
  local at = os.date("!%Y-%m-%dT%H:00:00Z", begin + hours[therapist] * 3600)
  return wrk.format("POST", "/api/v1/episodes/" .. episode .. "/sessions/held",
    {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token,
     ["Idempotency-Key"] = run .. "-" .. count},
    '{"startedAt":"' .. at .. '","minutes":50,"style":"SWEDISH","kind":"STRUCTURAL","areas":["LUMBAR"],' ..
    '"pressure":3,"painBefore":5,"painAfter":4}')
end
