-- Posts one request again and again: IMAGES images of TYPE to MODEL as a binary tensor.
local images = tonumber(os.getenv("IMAGES"))
local type = os.getenv("TYPE")
local width = type == "FP32" and 4 or 1
local size = images * 3 * 32 * 32 * width
local json = string.format(
  '{"inputs":[{"name":"image","shape":[%d,3,32,32],"datatype":"%s","parameters":{"binary_data_size":%d}}],'
    .. '"outputs":[{"name":"probabilities","parameters":{"binary_data":true}}]}',
  images, type, size)
wrk.method = "POST"
wrk.path = "/v2/models/" .. os.getenv("MODEL") .. "/infer"
wrk.headers["Inference-Header-Content-Length"] = #json
wrk.headers["Content-Type"] = "application/octet-stream"
-- 0.5 in FP32, 127 in UINT8
wrk.body = json .. string.rep(width == 4 and "\0\0\0\63" or "\127", size / width)

function done(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  print(string.format("result %d %d %d %d", summary.requests, summary.duration, bad, latency:percentile(99)))
end
