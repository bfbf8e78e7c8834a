-- Pictures as wide as the text; columns of a table as wide as what they hold.
local function width(cell)
  local text = pandoc.utils.stringify(cell.contents)
  local total = 0
  for _, code in utf8.codes(text) do total = total + (code < 0x2E80 and 1 or 2) end
  -- Two more for the margins of a cell, or the last letters wrap.
  return math.max(4, math.min(total, 40)) + 2
end

function Image(image)
  image.attributes.width = "100%"
  return image
end

function Table(table)
  local widths, sum = {}, 0
  local function measure(rows)
    for _, row in ipairs(rows) do
      for index, cell in ipairs(row.cells) do
        widths[index] = math.max(widths[index] or 0, width(cell))
      end
    end
  end
  measure(table.head.rows)
  for _, body in ipairs(table.bodies) do measure(body.body) end
  for _, value in ipairs(widths) do sum = sum + value end
  for index, spec in ipairs(table.colspecs) do
    table.colspecs[index] = { spec[1], (widths[index] or 1) / sum }
  end
  return table
end
