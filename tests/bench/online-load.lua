-- Posts inference requests in turn. Arguments: the length of the JSON header, then files that each hold one body.
local requests = {}
local turn = 0

function init(args)
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/octet-stream'
  wrk.headers['Inference-Header-Content-Length'] = args[1]
  for index = 2, #args do
    local file = assert(io.open(args[index], 'rb'))
    requests[index - 1] = wrk.format(nil, nil, nil, file:read('*a'))
    file:close()
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"requests":%d,"durationUs":%d,"failed":%d,"p50Us":%d,"p99Us":%d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
