-- GET of the address in WHAT with the tokens in turn.
package.path = os.getenv("LOADDIR") .. "/?.lua;" .. package.path
local M = require("common")
M.install(function() local t = {}; for i, k in ipairs(M.tokens()) do t[i] = wrk.format("GET", os.getenv("WHAT"), { Authorization = "Bearer " .. k }) end; return t end)
