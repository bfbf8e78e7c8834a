import Contracts

/// What the rules of a column make of one cell.
struct CellOutcome: Hashable, Sendable {
  var text: String
  var warnings: [String] = []
}

/// The rules of each column of one file: the only place that says what a cell becomes.
struct CellRules: Sendable {
  let dateRule: DateRule
  /// Unit of the amounts of each column.
  let moneyUnits: [MoneyRule.Unit]
  /// Canonical word by folded source word, by canonical column.
  let vocabularies: [String: [String: String]]
  private let table: Table
  // No two profiles of a run have one name.
  private let profileName: String?
  private let words: [[String: String]]
  private let makePseudonym: @Sendable (Span<UInt8>) -> [UInt8]

  init(_ match: HeaderMatch, _ context: NormalizationContext) {
    table = match.table
    makePseudonym = context.pseudonym
    let profile = match.profile
    profileName = profile?.name
    dateRule = DateRule(
      order: profile?.dateOrder ?? .yearMonthDay, serialEpoch: profile?.dateSerials,
      lastDay: context.asOf)
    moneyUnits = match.moneyUnits.map { $0 ?? profile?.moneyUnit ?? .yuan }
    words = match.table.columns.map { column in
      switch column.kind {
      case .word(let vocabulary), .words(let vocabulary): vocabulary.wordsBySpelling
      default: [:]
      }
    }
    vocabularies = (profile?.vocabularies ?? [:]).mapValues { words in
      Dictionary(
        words.map { (Folding.withoutSpace($0.key), $0.value) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Whether a cell becomes the same under other rules of this run, days of events aside.
  func agree(with other: CellRules) -> Bool {
    profileName == other.profileName && table.name == other.table.name
      && moneyUnits == other.moneyUnits
  }

  /// Returns what becomes of a cell as it stands in the file.
  ///
  /// A person is archived as a keyed pseudonym alone: that of the identifier, empty where it
  /// cannot be used, or in a column of names that of the name.
  func outcome(of raw: String, column index: Int) throws(Rejection) -> CellOutcome {
    var outcome = CellOutcome(text: "")
    outcome.text = try normalized(translated(raw, index), index, &outcome.warnings)
    return outcome
  }

  // By the profile's words: the whole cell first, else each part of a list that is no word itself.
  private func translated(_ raw: String, _ index: Int) -> String {
    guard let own = vocabularies[table.columns[index].name] else { return raw }
    let folded = Folding.withoutSpace(raw)
    if let word = own[folded] { return word }
    guard case .words = table.columns[index].kind, words[index][folded] == nil else { return raw }
    return Self.parts(of: folded).map { own[$0] ?? $0 }.joined(separator: ";")
  }

  private static func parts(of list: String) -> [String] {
    list.split(whereSeparator: { ";；、,，/".contains($0) }).map(String.init)
  }

  private func normalized(
    _ raw: String, _ index: Int, _ warnings: inout [String]
  ) throws(Rejection) -> String {
    let column = table.columns[index]
    do {
      switch column.kind {
      case .text: return try CodeRule.short(Folding.compatible(raw), CodeRule.longestText)
      case .name: return try CodeRule.name(raw)
      case .code: return try CodeRule.publishedCode(raw)
      case .caseNumber: return try CodeRule.caseNumber(raw)
      case .areaCode: return try CodeRule.areaCode(raw)
      case .count: return try CodeRule.count(raw)
      case .hours: return try CodeRule.hours(raw)
      case .year: return try CodeRule.year(raw)
      case .month: return try CodeRule.month(raw)
      case .date: return try dateRule.day(raw)?.description ?? ""
      case .validityDate: return try dateRule.day(raw, mayBeFuture: true)?.description ?? ""
      case .money: return try money(raw, index)
      case .yesNo: return yesNo(raw, column, &warnings)
      case .word: return word(raw, index, &warnings)
      case .words: return list(raw, index, &warnings)
      case .personIdentifiers: return pseudonyms(raw)
      case .personIdentifier: return pseudonym(raw, index, &warnings)
      case .personName: return pseudonymOfName(raw)
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
    try MoneyRule(unit: moneyUnits[index]).fen(raw).map { String($0) } ?? ""
  }

  private func yesNo(_ raw: String, _ column: Column, _ warnings: inout [String]) -> String {
    switch Folding.withoutSpace(raw).lowercased() {
    case "": return ""
    case "是", "有", "yes", "y", "true", "1": return "yes"
    case "否", "无", "no", "n", "false", "0": return "no"
    default:
      warnings.append(RuleMeanings.unknownWord(in: column.name))
      return ""
    }
  }

  // The word of a spelling; English ones in capitals as well.
  private func known(_ spelling: String, _ index: Int) -> String? {
    words[index][spelling] ?? words[index][spelling.lowercased()]
  }

  private func word(_ raw: String, _ index: Int, _ warnings: inout [String]) -> String {
    let folded = Folding.withoutSpace(raw)
    guard !folded.isEmpty else { return "" }
    if let word = known(folded, index) { return word }
    warnings.append(RuleMeanings.unknownWord(in: table.columns[index].name))
    return ""
  }

  // The whole cell first: one of the words, 没收违法所得、没收非法财物, holds a separator itself.
  private func list(_ raw: String, _ index: Int, _ warnings: inout [String]) -> String {
    let folded = Folding.withoutSpace(raw)
    guard !folded.isEmpty else { return "" }
    if let word = known(folded, index) { return word }
    var found: [String] = []
    for part in Self.parts(of: folded) {
      guard let word = known(part, index) else {
        warnings.append(RuleMeanings.unknownWord(in: table.columns[index].name))
        continue
      }
      if !found.contains(word) { found.append(word) }
    }
    return found.sorted().joined(separator: ";")
  }

  private func pseudonyms(_ raw: String) -> String {
    Folding.withoutSpace(raw).split(whereSeparator: { ";；、,，".contains($0) })
      .map { PartyIdentifier.folded(String($0)) }.filter { !$0.isEmpty }
      .map { pseudonym(of: "id:\($0)") }.sorted().joined(separator: ";")
  }

  private func pseudonym(_ raw: String, _ index: Int, _ warnings: inout [String]) -> String {
    switch PartyIdentifier(raw) {
    // A row that must name its party, as one of the register, is not refused for a filler.
    case .unusable("ID-FILLER") where table.filled.contains([table.columns[index].name]):
      warnings.append("ID-FILLER")
      return pseudonym(of: "id:\(PartyIdentifier.folded(raw))")
    case .usable(let value, let warning):
      if let warning { warnings.append(warning) }
      return pseudonym(of: "id:\(value)")
    case .unusable(let warning):
      if warning != "ID-EMPTY" { warnings.append(warning) }
      return ""
    }
  }

  private func pseudonymOfName(_ raw: String) -> String {
    let name = Folding.name(raw)
    return PartyName.isTelling(name) ? pseudonym(of: "name:\(PartyName.identity(name))") : ""
  }

  private func pseudonym(of text: String) -> String {
    String(decoding: makePseudonym(text.utf8Span.span), as: UTF8.self)
  }

  /// Returns what becomes of an identifier that folding leaves as it is, as many are.
  func pseudonym(ofFolded identifier: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = [0x69, 0x64, 0x3A]  // id:
    text.append(identifier)
    return makePseudonym(text.span)
  }
}
