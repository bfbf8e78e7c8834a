import Contracts

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
  private var rules: CellRules
  private var decode: TextDecoder?
  private var memo: CellMemo
  private var persons: CellMemo
  // What depends on the last day of a file is forgotten with it.
  private var days: CellMemo
  private var parts: CellMemo
  // What the rules made of a cell.
  private struct Conversion {
    let value: [UInt8]
    let remark: Int
  }

  // The cell or part under way in UTF-8, and padding behind it, where the file is not.
  private var decoded: [UInt8] = []
  // The parts of the list under way.
  private var list: [CellMemo.Value] = []
  // Hashes of cells of the records that come next.
  private var nextPersons: [UInt64] = []
  private var nextParts: [UInt64] = []
  // What was brought near; nobody asks for it.
  private var approached: UInt64 = 0

  init(_ normalizer: RowNormalizer, _ decode: TextDecoder?) {
    rules = normalizer.rules
    self.decode = decode
    let columns = normalizer.match.table.columns
    memo = Self.emptyMemo(columns)
    persons = Self.emptyMemo(columns, ofPersons: true)
    days = Self.emptyMemo(columns)
    parts = Self.emptyParts
  }

  // A pseudonym costs most to make, and parties are many. What is met again and again, as words
  // and officers are, has a memo that is small enough to be near.
  private static func emptyMemo(_ columns: [Column], ofPersons: Bool = false) -> CellMemo {
    CellMemo(
      room: columns.map { _ in ofPersons ? 1 << 17 : 1 << 16 },
      count: ofPersons ? 1 << 18 : 1 << 17, bytes: ofPersons ? 1 << 24 : 1 << 23)
  }

  private static var emptyParts: CellMemo {
    CellMemo(room: [1 << 16], count: 1 << 16, bytes: 1 << 23)
  }

  /// Turns to a file whose rules agree with those of the last one.
  mutating func turn(to normalizer: RowNormalizer, _ decode: TextDecoder?) {
    let isSameDay = rules.dateRule.lastDay == normalizer.rules.dateRule.lastDay
    (rules, self.decode) = (normalizer.rules, decode)
    let columns = normalizer.match.table.columns
    if memo.isHalfFull { memo = Self.emptyMemo(columns) }
    if persons.isHalfFull { persons = Self.emptyMemo(columns, ofPersons: true) }
    if !isSameDay { days = Self.emptyMemo(columns) }
    if parts.isHalfFull { parts = Self.emptyParts }
  }

  /// What was learned of persons since this was asked last.
  mutating func takeNews() -> (persons: CellMemo.News, parts: CellMemo.News) {
    (persons.takeNews(), parts.takeNews())
  }

  /// Learns what another worker has learned of persons by the same rules.
  mutating func learn(_ news: (persons: CellMemo.News, parts: CellMemo.News)) {
    persons.learn(news.persons)
    parts.learn(news.parts)
  }

  /// Notes a cell that will be written soon.
  mutating func expect(_ plan: ColumnPlan, _ text: Span<UInt8>, _ start: Int, _ end: Int) {
    if plan.isIdentifier {
      nextPersons.append(
        CellMemo.Key(text, from: start, to: end, column: plan.column).hash)
    } else if plan.isList {
      _ = IdentifierList.forEachPart(of: text, start, end, isUTF8: decode == nil) { first, last in
        nextParts.append(CellMemo.Key(text, from: first, to: last, column: 0).hash)
        return true
      }
    }
  }

  /// Brings near what is known of the cells that were noted.
  mutating func approach() {
    approached &+= persons.approached(nextPersons) &+ parts.approached(nextParts)
    nextPersons.removeAll(keepingCapacity: true)
    nextParts.removeAll(keepingCapacity: true)
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
      row.appendCell(text, from: start, to: start &+ length)
      return Self.noRemark
    case .number(let number):
      row.append(number)
      row.endCell()
      return Self.noRemark
    case .unknown: break
    }
    if plan.isList, appendList(text, start, end, into: &row) { return Self.noRemark }
    let key = CellMemo.Key(text, from: start, to: end, column: plan.column)
    let remark =
      switch plan.memory {
      case .usual: memo.write(key, of: text, from: start, into: &row)
      case .persons: persons.write(key, of: text, from: start, into: &row)
      case .days: days.write(key, of: text, from: start, into: &row)
      }
    return remark ?? convert(plan, key, text.extracting(start..<end), into: &row)
  }

  @inline(never)
  private mutating func convert(
    _ plan: ColumnPlan, _ key: CellMemo.Key, _ cell: Span<UInt8>, into row: inout RowBuffer
  ) -> Int {
    if plan.isIdentifier, let check = IdentifierCheck(plain: cell) {
      return write(converted(identifier: cell, check), plan, key, cell, into: &row)
    }
    guard decode != nil else {
      let text = [UInt8](cell, from: 0, to: cell.count)
      return write(converted(text, plan.column), plan, key, cell, into: &row)
    }
    let length = decode(cell)
    if appendPlain(decoded, length, plan, into: &row) {
      if plan.mayRecur {
        let value = decoded
        learn(
          plan, key, cell, value: value.span.extracting(..<length), remark: Self.noRemark)
      }
      return Self.noRemark
    }
    let text = [UInt8](decoded.span, from: 0, to: length)
    return write(converted(text, plan.column), plan, key, cell, into: &row)
  }

  // Returns the length of the text that is then in `decoded`.
  private mutating func decode(_ cell: Span<UInt8>) -> Int {
    decoded.removeAll(keepingCapacity: true)
    decode?.append(cell, &decoded)
    let length = decoded.count
    decoded += Self.padding
    return length
  }

  private mutating func write(
    _ result: Conversion, _ plan: ColumnPlan, _ key: CellMemo.Key, _ cell: Span<UInt8>,
    into row: inout RowBuffer
  ) -> Int {
    let (value, remark) = (result.value, result.remark)
    if remark != Self.passingRemark {
      learn(plan, key, cell, value: value.span, remark: remark)
    }
    row.appendCell(value.span, from: 0, to: value.count)
    return remark
  }

  private mutating func converted(_ text: [UInt8], _ column: Int) -> Conversion {
    do throws(Rejection) {
      let outcome = try rules.outcome(of: String(decoding: text, as: UTF8.self), column: column)
      let isPlain = outcome.warnings.isEmpty
      return Conversion(
        value: Array(outcome.text.utf8),
        remark: isPlain ? Self.noRemark : place(of: .warned(outcome.warnings)))
    } catch {
      return Conversion(value: [], remark: place(of: .refused(error)))
    }
  }

  // The usual form of an identifier, in which nothing is folded.
  private mutating func converted(
    identifier: Span<UInt8>, _ check: IdentifierCheck
  ) -> Conversion {
    switch check {
    case .usable(let warning):
      let remark = warning.map { place(of: .warned([$0])) } ?? Self.noRemark
      return Conversion(value: rules.pseudonym(ofFolded: identifier), remark: remark)
    case .unusable(let warning):
      return Conversion(value: [], remark: place(of: .warned([warning])))
    }
  }

  private mutating func learn(
    _ plan: ColumnPlan, _ key: CellMemo.Key, _ cell: Span<UInt8>, value: Span<UInt8>,
    remark: Int
  ) {
    switch plan.memory {
    case .usual: memo.learn(key, cell, value: value, remark: remark)
    case .persons: persons.learn(key, cell, value: value, remark: remark)
    case .days: days.learn(key, cell, value: value, remark: remark)
    }
  }

  // Appends decoded text of a length, behind which padding stands, if it is plain as a whole.
  private func appendPlain(
    _ text: [UInt8], _ length: Int, _ plan: ColumnPlan, into row: inout RowBuffer
  ) -> Bool {
    guard case .first(length) = plan.form.value(text.span, 0, length, isUTF8: true)
    else { return false }
    row.appendCell(text.span, from: 0, to: length)
    return true
  }

  // What is loaded behind a cell.
  private static let padding = [UInt8](repeating: 0, count: 24)

  // Lists of identifiers are many, identifiers few: each is converted as if it stood alone, and
  // remembered, but not the list. False where the rules must tell, or the memo is full.
  private mutating func appendList(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, into row: inout RowBuffer
  ) -> Bool {
    list.removeAll(keepingCapacity: true)
    let isUTF8 = decode == nil
    let isWhole = IdentifierList.forEachPart(of: text, start, end, isUTF8: isUTF8) { first, last in
      guard let value = part(text, first, last) else { return false }
      // Lists are short: each part goes where it belongs at once.
      var place = list.count
      while place > 0, parts.precedes(value, list[place - 1]) { place -= 1 }
      list.insert(value, at: place)
      return list.count < Self.longestList
    }
    guard isWhole else { return false }
    for (index, value) in list.enumerated() {
      if index > 0 { row.append(UInt8(ascii: ";")) }
      parts.append(value, to: &row)
    }
    row.endCell()
    return true
  }

  // Of longer ones the rules tell.
  private static let longestList = 256

  private mutating func part(
    _ text: Span<UInt8>, _ start: Int, _ end: Int
  ) -> CellMemo.Value? {
    let key = CellMemo.Key(text, from: start, to: end, column: 0)
    if let known = parts.value(key, of: text, from: start) { return known }
    let part = text.extracting(start..<end)
    guard let pseudonym = pseudonym(ofPart: part) else { return nil }
    parts.learn(key, part, value: pseudonym.span, remark: Self.noRemark)
    return parts.value(key, of: text, from: start)
  }

  // Nil where the rules must tell, which they do of text in UTF-8.
  private mutating func pseudonym(ofPart part: Span<UInt8>) -> [UInt8]? {
    guard decode != nil else { return rules.pseudonym(ofFolded: part) }
    let length = decode(part)
    let text = decoded
    let isPart = IdentifierList.forEachPart(of: text.span, 0, length, isUTF8: true) { first, end in
      first == 0 && end == length
    }
    return isPart ? rules.pseudonym(ofFolded: text.span.extracting(..<length)) : nil
  }

  /// Returns the text of a cell that is the same in every row, and the place of its remark.
  mutating func constant(
    _ outcome: Result<CellOutcome, Rejection>
  ) -> (text: [UInt8], remark: Int) {
    switch outcome {
    case .success(let outcome) where outcome.warnings.isEmpty:
      return (Array(outcome.text.utf8), Self.noRemark)
    case .success(let outcome):
      remarks.append(.warned(outcome.warnings))
      return (Array(outcome.text.utf8), remarks.count - 1)
    case .failure(let rejection):
      remarks.append(.refused(rejection))
      return ([], remarks.count - 1)
    }
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

/// Lists of identifiers whose parts each become what they would become alone.
enum IdentifierList {
  /// Lets `use` have the start and end of each part of a list in UTF-8 or GB18030.
  ///
  /// - Returns: False where folding might change a part in UTF-8, where a part in GB18030 is not
  ///   of one or two bytes a character, or where `use` has said so.
  static func forEachPart(
    of text: Span<UInt8>, _ listStart: Int, _ end: Int, isUTF8: Bool, _ use: (Int, Int) -> Bool
  ) -> Bool {
    var (start, offset) = (listStart, listStart)
    while offset < end {
      let (separator, length) =
        isUTF8 ? character(text, offset) : characterOfGB18030(text, offset, end)
      guard length > 0 else { return false }
      if separator {
        if start < offset, !use(start, offset) { return false }
        start = offset + length
      }
      offset += length
    }
    return start == end || use(start, end)
  }

  // Printable ASCII but small letters, which become capitals, and the guards of spreadsheets.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "\""): false
    default: (0x21...0x7E).contains(byte)
    }
  }

  // Length 0 where the rules must tell.
  private static func character(_ text: Span<UInt8>, _ offset: Int) -> (Bool, Int) {
    switch text[offset] {
    case UInt8(ascii: ";"), UInt8(ascii: ","): (true, 1)
    case let byte where isPlain(byte): (false, 1)
    case 0xE4...0xE9: (false, 3)
    case 0xE3 where text.word(at: offset, length: 3) == 0x81_80_E3: (true, 3)  // 、
    case 0xEF where text.word(at: offset, length: 3) == 0x9B_BC_EF: (true, 3)  // ；
    case 0xEF where text.word(at: offset, length: 3) == 0x8C_BC_EF: (true, 3)  // ，
    default: (false, 0)
    }
  }

  private static func characterOfGB18030(
    _ text: Span<UInt8>, _ offset: Int, _ end: Int
  ) -> (Bool, Int) {
    let lead = text[offset]
    switch lead {
    case UInt8(ascii: ";"), UInt8(ascii: ","): return (true, 1)
    case let byte where isPlain(byte): return (false, 1)
    case 0x21...0x7E: return (false, 0)
    default:
      guard lead > 0x80, offset + 1 < end, text[offset + 1] >= 0x40 else { return (false, 0) }
      switch (lead, text[offset + 1]) {
      case (0xA1, 0xA2), (0xA3, 0xBB), (0xA3, 0xAC): return (true, 2)  // 、；，
      default: return (false, 2)
      }
    }
  }
}
