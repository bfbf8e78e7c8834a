/// What is to be counted, or why a row is refused.
enum Remark: Hashable, Sendable {
  case refused(Rejection)
  case warned([String])
}

/// Makes the cells of the archive from those of a file, each distinct one once.
struct CellConverter: Sendable {
  /// Place of no remark.
  static let noRemark = 0
  // Place of one that is not kept: it is read before the next cell is converted.
  private static let passingRemark = 1

  /// Remarks by place.
  private(set) var remarks: [Remark] = [.warned([]), .warned([])]
  private let rules: CellRules
  private let decode: (@Sendable ([UInt8]) -> [UInt8])?
  private var memos: [CellMemo]

  init(_ normalizer: RowNormalizer, _ decode: (@Sendable ([UInt8]) -> [UInt8])?) {
    rules = normalizer.rules
    self.decode = decode
    memos = normalizer.match.table.columns.map { column in
      // A pseudonym costs most to make, and parties are many.
      switch column.kind {
      case .personIdentifier, .personName: CellMemo(capacity: 1 << 18)
      default: CellMemo(capacity: 1 << 16)
      }
    }
  }

  /// Writes what becomes of a cell and ends it; returns the place of what was remarked.
  @inline(__always)
  mutating func write(
    _ plan: ColumnPlan, _ text: Span<UInt8>, _ start: Int, _ end: Int, into row: inout RowBuffer
  ) -> Int {
    if start == end, plan.staysEmpty {
      row.endCell()
      return Self.noRemark
    }
    switch plan.form.value(text, start, end, isUTF8: decode == nil) {
    case .first(let length):
      row.append(text, from: start, to: start &+ length)
      row.endCell()
      return Self.noRemark
    case .number(let number):
      row.append(number)
      row.endCell()
      return Self.noRemark
    case .unknown: break
    }
    let hash = text.hash(from: start, to: end)
    if end &- start <= CellMemo.longestKey,
      let value = memos[plan.column].value(of: text, from: start, to: end, hash: hash)
    {
      memos[plan.column].write(value, into: &row)
      return value.remark
    }
    return convert(plan, [UInt8](text, from: start, to: end), hash, into: &row)
  }

  @inline(never)
  private mutating func convert(
    _ plan: ColumnPlan, _ cell: [UInt8], _ hash: UInt64, into row: inout RowBuffer
  ) -> Int {
    let text = decode.map { $0(cell) } ?? cell
    var value: [UInt8] = []
    var remark = Self.noRemark
    do throws(Rejection) {
      let outcome = try rules.outcome(
        of: String(decoding: text, as: UTF8.self), column: plan.column)
      value = Array(outcome.text.utf8)
      if !outcome.warnings.isEmpty { remark = place(of: .warned(outcome.warnings)) }
    } catch {
      remark = place(of: .refused(error))
    }
    if remark != Self.passingRemark {
      memos[plan.column].learn(cell, hash: hash, value: value, remark: remark)
    }
    row.append(value.span, from: 0, to: value.count)
    row.endCell()
    return remark
  }

  private mutating func place(of remark: Remark) -> Int {
    if let place = remarks.dropFirst(2).firstIndex(of: remark) { return place }
    var isLong = remarks.count > 1_000
    if case .warned(let codes) = remark, codes.count > 8 { isLong = true }
    guard !isLong else {
      remarks[Self.passingRemark] = remark
      return Self.passingRemark
    }
    remarks.append(remark)
    return remarks.count - 1
  }
}
