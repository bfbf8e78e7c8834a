import Statistics

/// Adds the dirt of one month to its records, and says in truth rows what it added.
struct DirtyRecords {
  private(set) var records: [Record]
  private(set) var truths: [PlantedTruth] = []
  private var file: String
  private var month: Month
  private var originals: [[String]]
  private var random: RandomSource
  private var serial = 9_000
  private var total: Int

  init(rows: [[String]], file: String, month: Month, seed: UInt64) {
    records = rows.map { .cells($0) }
    // Only decided and fined cases are copied, so that the damage is the one thing wrong.
    originals = rows.filter { !$0[CaseColumns.decided].isEmpty && !$0[CaseColumns.fine].isEmpty }
    total = rows.compactMap { Money.yuan($0[CaseColumns.fine]) }.reduce(0, +)
    self.file = file
    self.month = month
    random = RandomSource(seed: seed, purpose: "dirt \(file)")
  }

  mutating func add(_ dirt: Dirt) {
    if dirt.hasVariants { vary() }
    quoteNames(dirt.quotedNames)
    repeatRows(dirt.duplicates)
    contradict(dirt.conflicts)
    damage(dirt)
    insert(Record.brokenQuote, count: dirt.brokenQuotes, rule: "CSV-QUOTE")
    insert(Record.truncated, count: dirt.truncations, rule: "CSV-FEW")
    addLines(dirt)
  }

  private mutating func damage(_ dirt: Dirt) {
    let impossible = "\(month.year)-02-30"
    let damages: [(count: Int, column: Int, text: String, rule: String)] = [
      (dirt.impossibleDates, CaseColumns.decided, impossible, "DATE-INVALID"),
      (dirt.futureDates, CaseColumns.decided, "2034-03-05", "DATE-FUTURE"),
      (dirt.damagedCodes, CaseColumns.unitCode, "3.2062E+17", "CODE-DAMAGED"),
      (dirt.negativeFines, CaseColumns.fine, "-200.00", "AMT-NEGATIVE"),
      (dirt.overlongFines, CaseColumns.fine, "200.005", "AMT-SUBFEN"),
    ]
    for damage in damages {
      insert(
        { cells in
          var damaged = cells
          damaged[damage.column] = damage.text
          return .cells(damaged)
        }, count: damage.count, rule: damage.rule)
    }
  }

  // A broken record is a copy of a good one under a number that no case has.
  private mutating func insert(
    _ breaking: ([String]) -> Record, count: Int, rule: String
  ) {
    for _ in 0..<count {
      var cells = random.element(of: originals)
      serial += 1
      cells[CaseColumns.caseNumber] = Self.renumbered(cells[CaseColumns.caseNumber], to: serial)
      records.insert(breaking(cells), at: random.integer(in: 1...records.count))
    }
    note(rule, records: count, text: "rejected")
  }

  private static func renumbered(_ number: String, to serial: Int) -> String {
    "\(number.prefix { $0 != "〕" })〕\(serial)号"
  }

  private mutating func repeatRows(_ count: Int) {
    for _ in 0..<count {
      let position = random.integer(below: records.count)
      records.insert(records[position], at: random.integer(in: position...records.count - 1) + 1)
    }
    note("duplicate", records: count, text: "exact copies")
  }

  private mutating func contradict(_ count: Int) {
    for _ in 0..<count {
      let original = random.element(of: originals)
      guard let position = records.firstIndex(of: .cells(original)) else { continue }
      var changed = original
      changed[CaseColumns.fine] = "123.00"
      records.insert(.cells(changed), at: position + 1)
    }
    note("CASE-CONFLICT", records: count, text: "the last row wins")
  }

  private mutating func quoteNames(_ count: Int) {
    for serial in 0..<count {
      let position = random.integer(below: records.count)
      guard var cells = records[position].whole else { continue }
      cells[CaseColumns.partyName] +=
        serial.isMultiple(of: 2) ? "\n（\"一号\"分店）" : "\"优选\",分号;制表\t店"
      records[position] = .cells(cells)
    }
    note("quoted_text", records: count, text: "accepted", kind: "variant")
  }

  private mutating func addLines(_ dirt: Dirt) {
    let width = CaseColumns.headers.count
    for number in 0..<dirt.blanks {
      let blank: Record =
        number.isMultiple(of: 2)
        ? .emptyLine : .cells(Array(repeating: "", count: width))
      records.insert(blank, at: random.integer(in: 1...records.count))
    }
    for _ in 0..<dirt.repeatedHeaders {
      records.insert(.cells(CaseColumns.headers), at: records.count / 2)
    }
    for _ in 0..<dirt.totalRows {
      var cells = Array(repeating: "", count: width)
      cells[CaseColumns.caseNumber] = "合计"
      cells[CaseColumns.fine] = "\(total).00"
      records.append(.cells(cells))
    }
    note("blank", records: dirt.blanks, text: "")
    note("repeated_header", records: dirt.repeatedHeaders, text: "")
    note("total_row", records: dirt.totalRows, text: "")
  }

  // Money and dates in other forms that must be read as the same value.
  private mutating func vary() {
    var count = 0
    for position in records.indices {
      guard var cells = records[position].whole, let yuan = Money.yuan(cells[CaseColumns.fine])
      else { continue }
      switch position % 41 {
      case 7 where yuan >= 1_000: cells[CaseColumns.fine] = Money.grouped(yuan) + ".00"
      case 19: cells[CaseColumns.fine] = "\(yuan)元"
      case 29: cells[CaseColumns.fine] = Money.fullWidth("\(yuan).00")
      case 37: cells[CaseColumns.filed] = Money.fullWidth(cells[CaseColumns.filed])
      default: continue
      }
      count += 1
      if let known = originals.firstIndex(of: records[position].whole ?? []) {
        originals[known] = cells
      }
      records[position] = .cells(cells)
    }
    note("value_forms", records: count, text: "accepted", kind: "variant")
  }

  private mutating func note(
    _ rule: String, records count: Int, text: String, kind: String = "dirt"
  ) {
    guard count > 0 else { return }
    truths.append(
      PlantedTruth(
        kind: kind, from: month.text, through: month.text, note: text, file: file, rule: rule,
        records: count))
  }
}
