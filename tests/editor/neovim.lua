-- Neovim's own LSP client on `crm lsp --stdio`: what it shows of the project in the folder where it is started, as one JSON object.
local seen = {}

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    error('not within 20 s: ' .. what)
  end
end

local function run()
  vim.cmd('edit double11.crm')
  vim.bo.filetype = 'crm'
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'crm', cmd = { vim.env.NODE, vim.env.CRM, 'lsp', '--stdio' }, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(buffer, id)
  wait('the server', function()
    local client = vim.lsp.get_client_by_id(id)
    return client and client.initialized and vim.lsp.buf_is_attached(buffer, id)
  end)

  local function problems(severity)
    return vim.diagnostic.get(buffer, { severity = severity })
  end
  local function lineOf(text)
    for index, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      if line:find(text, 1, true) then
        return index - 1, line
      end
    end
  end

  local row, line = lineOf('at 2027-11-03 10:00')
  vim.api.nvim_buf_set_lines(buffer, row, row + 1, false, { (line:gsub('10:00', '21:30')) })
  wait('the error', function()
    return #problems(vim.diagnostic.severity.ERROR) == 1
  end)
  local error = problems(vim.diagnostic.severity.ERROR)[1]
  seen.diagnostic = { code = error.code, message = error.message, line = error.lnum, column = error.col }

  vim.ui.select = function(items, options, choose)
    seen.fixes = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  vim.api.nvim_win_set_cursor(0, { row + 1, error.col })
  vim.lsp.buf.code_action({ context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, row, {}, id) } })
  wait('the fix', function()
    return #problems(vim.diagnostic.severity.ERROR) == 0
  end)
  seen.fixed = vim.trim(vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1])

  local function ask(method, at, column)
    local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = at, character = column } }
    local answer = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    return answer and answer[id] and answer[id].result
  end
  local wave, text = lineOf('wave mail0')
  local channel = text:find('email', 1, true)
  -- Characters count, not bytes: the label before is Chinese.
  local items = ask('textDocument/completion', wave, vim.str_utfindex(text, channel - 1))
  seen.completions = vim.tbl_map(function(item) return item.label end, items.items or items)
  seen.hover = ask('textDocument/hover', wave, 10).contents.value

  vim.lsp.stop_client(id)
  wait('the end', function() return vim.lsp.client_is_stopped(id) end)
end

local fine, problem = pcall(run)
if not fine then seen.problem = tostring(problem) end
io.stdout:write(vim.fn.json_encode(seen) .. '\n')
vim.cmd(fine and 'qa!' or 'cq!')
