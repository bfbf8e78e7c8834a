/// Gives clean cells the dates, the money unit and the extra column of a file's form.
struct RecordShape {
  var form: FileForm
  var remark: String

  func header(_ headers: [String]) -> [String] {
    var shaped = headers
    if form.isInTenThousands { shaped[CaseColumns.fine] = "罚款金额(万元)" }
    return form.hasRemarks ? shaped + ["备注"] : shaped
  }

  func records(_ records: [Record]) -> [Record] {
    records.enumerated().map { position, record in
      switch record {
      case .cells(let cells): .cells(shaped(cells, at: position))
      case .truncated(let cells): .truncated(shaped(cells, at: position))
      case .brokenQuote(let cells): .brokenQuote(shaped(cells, at: position))
      case .emptyLine: .emptyLine
      }
    }
  }

  private func shaped(_ cells: [String], at position: Int) -> [String] {
    var shaped = cells
    for column in CaseColumns.dates { shaped[column] = date(cells[column]) }
    if form.isInTenThousands, let yuan = Money.yuan(cells[CaseColumns.fine]) {
      shaped[CaseColumns.fine] = Money.tenThousands(yuan)
    }
    // One remark, in the fifth record, is enough to see whether it leaks.
    return form.hasRemarks ? shaped + [position == 4 ? remark : ""] : shaped
  }

  private func date(_ text: String) -> String {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return text }
    return switch form.dates {
    case .dashes: text
    case .slashes: "\(parts[0])/\(parts[1])/\(parts[2])"
    case .chinese: "\(parts[0])年\(parts[1])月\(parts[2])日"
    case .withTime: text + " 00:00:00"
    }
  }
}
