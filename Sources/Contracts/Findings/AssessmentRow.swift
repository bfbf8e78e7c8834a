extension CellAssessment {
  /// Columns of the assessments that flagging hands to the report.
  public static let columns = [
    "cell", "months_silent", "complaints", "findings", "expected", "expected_by_peers", "size",
    "earlier", "before", "since", "chance", "own_cases", "own_expected", "own_chance", "normal",
    "stopped", "never", "structural", "moved", "q_value", "change", "change_lower",
    "change_upper", "verdict", "group_stop",
  ]

  /// Appends the assessment to an empty row.
  public func write(to row: inout RowText) {
    for number in [cell, monthsSilent, complaints, findings] { row.append(number) }
    let numbers = [expected, expectedByPeers, spell.size, spell.earlier, spell.before, spell.since]
    for number in numbers + [spell.chance] { row.append(number) }
    if let ownRecord {
      row.append(ownRecord.cases)
      row.append(ownRecord.expected)
      row.append(ownRecord.chance)
    } else {
      for _ in 0..<3 { row.append("") }
    }
    let chances = [
      posterior.normal, posterior.stopped, posterior.never, posterior.structural, moved,
    ]
    for number in chances { row.append(number) }
    if let qValue { row.append(qValue) } else { row.append("") }
    for month in [change?.month, change?.lower, change?.upper] { row.append(month) }
    row.append(verdict.rawValue)
    row.append(isGroupStop ? "true" : "false")
  }

  /// Reads a row; nil when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  public init?(_ row: Span<UInt8>, ends: [Int]) {
    guard ends.count == CellAssessment.columns.count else { return nil }
    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index] }
    var whole: [Int] = []
    for index in 0..<4 {
      guard let number = row.number(in: range(index)) else { return nil }
      whole.append(number)
    }
    var real: [Double] = []
    for index in Array(4..<11) + Array(14..<19) {
      guard let number = row.real(in: range(index)) else { return nil }
      real.append(number)
    }
    guard let verdict = row.text(in: range(23)).flatMap(SilenceVerdict.init),
      let isGroupStop = row.assertion(in: range(24))
    else { return nil }
    self.init(
      cell: whole[0], monthsSilent: whole[1], expected: real[0], expectedByPeers: real[1],
      spell: SpellNumbers(
        size: real[2], earlier: real[3], before: real[4], since: real[5], chance: real[6]),
      posterior: StatePosterior(
        normal: real[7], stopped: real[8], never: real[9], structural: real[10]),
      verdict: verdict)
    (complaints, findings) = (whole[2], whole[3])
    if let cases = row.number(in: range(11)), let expected = row.real(in: range(12)),
      let chance = row.real(in: range(13))
    {
      ownRecord = OwnRecord(cases: cases, expected: expected, chance: chance)
    }
    moved = real[11]
    qValue = row.real(in: range(19))
    if let month = row.month(in: range(20)), let lower = row.month(in: range(21)),
      let upper = row.month(in: range(22))
    {
      change = ChangeMonth(month: month, lower: lower, upper: upper)
    }
    self.isGroupStop = isGroupStop
  }
}

extension WindowAssessment {
  /// Columns of the comparisons of active cells that flagging hands to the report.
  public static let columns = ["cell", "observed", "expected", "size", "chance"]

  /// Appends the comparison to an empty row.
  public func write(to row: inout RowText) {
    for number in [cell, observed] { row.append(number) }
    for number in [expected, size, chance] { row.append(number) }
  }

  /// Reads a row; nil when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  public init?(_ row: Span<UInt8>, ends: [Int]) {
    guard ends.count == WindowAssessment.columns.count,
      let cell = row.number(in: 0..<ends[0]),
      let observed = row.number(in: (ends[0] + 1)..<ends[1]),
      let expected = row.real(in: (ends[1] + 1)..<ends[2]),
      let size = row.real(in: (ends[2] + 1)..<ends[3]),
      let chance = row.real(in: (ends[3] + 1)..<ends[4]), expected > 0, size > 0
    else { return nil }
    self.init(cell: cell, observed: observed, expected: expected, size: size, chance: chance)
  }
}

extension ExpectedMonths {
  /// Columns of the expectations that flagging hands to the report.
  public static let columns = ["cell", "expected"]

  /// Appends the expectations to an empty row.
  public func write(to row: inout RowText) {
    row.append(cell)
    row.append(expected.map { $0.description }.joined(separator: " "))
  }

  /// Reads a row; nil when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  public init?(_ row: Span<UInt8>, ends: [Int]) {
    guard ends.count == 2, let cell = row.number(in: 0..<ends[0]),
      let text = row.text(in: (ends[0] + 1)..<ends[1])
    else { return nil }
    var expected: [Double] = []
    for part in text.split(separator: " ") {
      guard let number = Double(part) else { return nil }
      expected.append(number)
    }
    self.init(cell: cell, expected: expected)
  }
}

extension Span where Element == UInt8 {
  /// A finite number with or without a point; nil for anything else.
  func real(in range: Range<Int>) -> Double? {
    guard !range.isEmpty, let number = text(in: range).flatMap(Double.init), number.isFinite
    else { return nil }
    return number
  }
}
