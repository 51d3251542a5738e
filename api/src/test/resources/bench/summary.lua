-- Says in one line how it went.
done = function(summary, latency, requests)
  local errors = summary.errors
  print(string.format("ANSWERED %d %d %d %d", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(99)))
end
