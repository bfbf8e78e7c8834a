public import Contracts

/// A row as the archive keeps it, with what was noticed on the way.
public struct NormalizedRow: Hashable, Sendable {
  /// Cells in the order of the table's archive names; empty means not given.
  public var cells: [String]
  /// Codes of warnings; the row is kept all the same.
  public var warnings: [String]
}

/// What the rows of one file need to be normalised.
public struct NormalizationContext: Sendable {
  /// Later days are refused in columns of events; nil checks nothing.
  public let asOf: CalendarDate?
  /// Rows of each lookup file by name, header first.
  public let lookups: [String: [[String]]]
  /// Makes the keyed pseudonym of a folded identifier or name.
  public let pseudonym: @Sendable (String) -> String

  /// Makes a context.
  public init(
    asOf: CalendarDate?, lookups: [String: [[String]]],
    pseudonym: @escaping @Sendable (String) -> String
  ) {
    self.asOf = asOf
    self.lookups = lookups
    self.pseudonym = pseudonym
  }
}

/// Turns the cells of a file's records into rows of its table, or into rejections.
public struct RowNormalizer: Sendable {
  /// Where the cells come from.
  public let match: HeaderMatch
  private let context: NormalizationContext
  private let computation: ColumnComputation
  private let dateRule: DateRule
  private let words: [[String: String]]
  private let vocabularies: [String: [String: String]]
  private let parted: (position: Int, separator: String)?

  /// Prepares for one file.
  public init(_ match: HeaderMatch, _ context: NormalizationContext) throws(ProfileFault) {
    self.match = match
    self.context = context
    let profile = match.profile
    computation = try ColumnComputation(
      profile?.computed ?? [], header: match.header, lookups: context.lookups)
    dateRule = DateRule(
      order: profile?.dateOrder ?? .yearMonthDay, serialEpoch: profile?.dateSerials,
      lastDay: context.asOf)
    words = match.table.columns.map { column in
      switch column.kind {
      case .word(let vocabulary), .words(let vocabulary): vocabulary.wordsBySpelling
      default: [:]
      }
    }
    parted = profile?.each.flatMap { each in
      match.header.map(HeaderText.folded).firstIndex(of: HeaderText.folded(each.column))
        .map { ($0, each.separator) }
    }
    vocabularies = (profile?.vocabularies ?? [:]).mapValues { words in
      Dictionary(
        words.map { (Folding.withoutSpace($0.key), $0.value) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Returns the records of a line: one for each part of the list that the profile names, else itself.
  public func records(of cells: [String]) -> [[String]] {
    guard let parted, parted.position < cells.count else { return [cells] }
    let parts = cells[parted.position].split(separator: parted.separator)
    // A line without any part is one record, whose own rules say what it lacks.
    guard !parts.isEmpty else { return [cells] }
    return parts.map { part in
      var record = cells
      record[parted.position] = String(part)
      return record
    }
  }

  /// Returns the normalised row of a record whose cells stand in the file's order.
  public func row(_ cells: [String]) throws(Rejection) -> NormalizedRow {
    let computed = computation.values(of: cells)
    var row = NormalizedRow(cells: [], warnings: [])
    var name = ""
    var personCells: [(index: Int, raw: String)] = []
    for (index, column) in match.table.columns.enumerated() {
      let raw = text(of: index, cells, computed)
      switch column.kind {
      case .personName: name = Folding.name(raw)
      case .personIdentifier:
        personCells.append((row.cells.count, raw))
        row.cells.append("")
      default: row.cells.append(try normalized(raw, index, &row.warnings))
      }
    }
    fillPersons(personCells, name, &row)
    try completeIdentity(&row)
    try checkFilled(row)
    return row
  }

  private func text(of index: Int, _ cells: [String], _ computed: [String: String]) -> String {
    let column = match.table.columns[index].name
    let raw: String
    if let value = computed[column] {
      raw = value
    } else if let position = match.positions[index] {
      raw = position < cells.count ? cells[position] : ""
    } else {
      raw = match.profile?.constants?[column] ?? ""
    }
    guard let words = vocabularies[column] else { return raw }
    return words[Folding.withoutSpace(raw)] ?? raw
  }

  private func normalized(
    _ raw: String, _ index: Int, _ warnings: inout [String]
  ) throws(Rejection) -> String {
    let column = match.table.columns[index]
    do {
      switch column.kind {
      case .text: return try CodeRule.short(Folding.compatible(raw), CodeRule.longestText)
      case .name: return try CodeRule.short(Folding.name(raw), CodeRule.longestName)
      case .code: return try CodeRule.code(raw)
      case .caseNumber: return try CodeRule.caseNumber(raw)
      case .areaCode: return try CodeRule.areaCode(raw)
      case .count: return try CodeRule.count(raw)
      case .year: return try CodeRule.year(raw)
      case .month: return try CodeRule.month(raw)
      case .date: return try dateRule.day(raw)?.description ?? ""
      case .validityDate: return try dateRule.day(raw, mayBeFuture: true)?.description ?? ""
      case .money: return try money(raw, index)
      case .yesNo: return yesNo(raw, column, &warnings)
      case .word: return word(raw, index, &warnings)
      case .words: return list(raw, index, &warnings)
      case .personIdentifiers: return pseudonyms(raw)
      case .personIdentifier, .personName: return ""
      }
    } catch let fault as DateFault {
      throw Rejection(rule: fault.rawValue, column: column.name)
    } catch let fault as MoneyFault {
      throw Rejection(rule: fault.rawValue, column: column.name)
    } catch let fault as CodeFault {
      throw Rejection(rule: fault.rawValue, column: column.name)
    } catch {
      preconditionFailure("every rule throws its own fault")
    }
  }

  private func money(_ raw: String, _ index: Int) throws(MoneyFault) -> String {
    let unit = match.moneyUnits[index] ?? match.profile?.moneyUnit ?? .yuan
    return try MoneyRule(unit: unit).fen(raw).map { String($0) } ?? ""
  }

  private func yesNo(_ raw: String, _ column: Column, _ warnings: inout [String]) -> String {
    switch Folding.withoutSpace(raw).lowercased() {
    case "": return ""
    case "是", "有", "yes", "y", "true", "1": return "yes"
    case "否", "无", "no", "n", "false", "0": return "no"
    default:
      warnings.append("WORD-UNKNOWN:\(column.name)")
      return ""
    }
  }

  private func word(_ raw: String, _ index: Int, _ warnings: inout [String]) -> String {
    let folded = Folding.withoutSpace(raw)
    guard !folded.isEmpty else { return "" }
    if let word = words[index][folded] ?? words[index][folded.lowercased()] { return word }
    warnings.append("WORD-UNKNOWN:\(match.table.columns[index].name)")
    return ""
  }

  // The whole cell first: one of the words, 没收违法所得、没收非法财物, holds a separator itself.
  private func list(_ raw: String, _ index: Int, _ warnings: inout [String]) -> String {
    let folded = Folding.withoutSpace(raw)
    guard !folded.isEmpty else { return "" }
    if let word = words[index][folded] { return word }
    var found: [String] = []
    for part in folded.split(whereSeparator: { ";；、,，/".contains($0) }) {
      guard let word = words[index][String(part)] else {
        warnings.append("WORD-UNKNOWN:\(match.table.columns[index].name)")
        continue
      }
      if !found.contains(word) { found.append(word) }
    }
    return found.sorted().joined(separator: ";")
  }

  private func pseudonyms(_ raw: String) -> String {
    Folding.withoutSpace(raw).split(whereSeparator: { ";；、,，".contains($0) })
      .map { context.pseudonym("id:\($0)") }.sorted().joined(separator: ";")
  }

  // The identifier where it can be used, else the name: both only as keyed pseudonyms.
  private func fillPersons(
    _ persons: [(index: Int, raw: String)], _ name: String, _ row: inout NormalizedRow
  ) {
    for (position, person) in persons.enumerated() {
      switch PartyIdentifier(person.raw) {
      case .usable(let value, let warning):
        row.cells[person.index] = context.pseudonym("id:\(value)")
        if let warning { row.warnings.append(warning) }
      case .unusable(let warning):
        if warning != "ID-EMPTY" { row.warnings.append(warning) }
        // The name belongs to the party, which is the last identifier column of a table.
        if position == persons.count - 1, !name.isEmpty {
          row.cells[person.index] = context.pseudonym("name:\(name)")
        }
      }
    }
  }

  // A case without a number of its own is known by its document, a unit without a code by name.
  private func completeIdentity(_ row: inout NormalizedRow) throws(Rejection) {
    let names = match.table.archiveNames
    for (column, fallback) in [("case_id", "doc_no"), ("unit_code", "unit_name")] {
      guard match.table.identity.contains(column) || column == "unit_code",
        let index = names.firstIndex(of: column), row.cells[index].isEmpty,
        let other = names.firstIndex(of: fallback)
      else { continue }
      row.cells[index] = row.cells[other]
    }
  }

  private func checkFilled(_ row: NormalizedRow) throws(Rejection) {
    let table = match.table
    let names = table.archiveNames
    for group in table.filled {
      let archived = group.compactMap { name in
        table.index(of: name).flatMap { table.columns[$0].archiveName }
      }
      let isFilled = archived.contains { name in
        names.firstIndex(of: name).map { !row.cells[$0].isEmpty } ?? false
      }
      guard !isFilled else { continue }
      throw emptyRejection(group)
    }
  }

  private func emptyRejection(_ group: [String]) -> Rejection {
    let table = match.table
    let present = group.first { name in
      table.index(of: name).flatMap { match.positions[$0] } != nil
    }
    let name = present ?? group[0]
    if let index = table.index(of: name), table.columns[index].kind == .date {
      return Rejection(rule: "DATE-EMPTY", column: name)
    }
    let code = name.uppercased().map { $0 == "_" ? "-" : $0 }
    return Rejection(rule: String(code) + "-EMPTY", column: name)
  }
}
