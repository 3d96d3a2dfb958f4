package.path = os.getenv("LOADDIR") .. "/?.lua;" .. package.path
local M = require("common")
M.install(function()
  local requests = {}
  for i, token in ipairs(M.tokens()) do
    requests[i] = wrk.format("GET", "/v1/users/me", { Authorization = "Bearer " .. token })
  end
  return requests
end)
