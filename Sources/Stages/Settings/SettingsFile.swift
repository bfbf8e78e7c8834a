import Archive
import CSV
import Contracts
import Indicators
import Ingestion
import TOMLKit

/// Reads caseload.toml and the profiles, strictly: an unknown key is an error that names the nearest.
enum SettingsFile {
  static let name = "caseload.toml"

  private static let keys = [
    "language", "city", "city.name", "counting", "counting.basis", "zero", "zero.months", "ingest",
    "ingest.absent_limit", "ingest.reject_limit", "pseudonyms", "pseudonyms.key",
    "pseudonyms.public", "archive", "archive.raw", "report", "report.formats",
    "report.helper_seconds", "file_review", "file_review.seed", "publish",
    "publish.max_swing", "publish.closing_months", "publish.revision_threshold", "indicators",
    "domains",
  ]

  /// The settings of a workspace; without a file, every default.
  static func settings(of workspace: Workspace) throws(StageError) -> Settings {
    let path = workspace.file(name)
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
      return Settings()
    }
    return try settings(try settingsText(workspace, path), path)
  }

  /// The settings that a text states; the path is for the message alone.
  static func settings(_ text: String, _ path: String) throws(StageError) -> Settings {
    try checkKeys(try table(text, path), path)
    let settings = try decode(Settings.self, text, path)
    try checkRanges(settings, path)
    return settings
  }

  /// The profiles of a workspace, by file name, then the shipped ones that it does not replace.
  static func profiles(of workspace: Workspace) throws(StageError) -> [SourceProfile] {
    var profiles = try ownProfiles(of: workspace)
    let names = Set(profiles.map(\.name))
    for text in ShippedProfiles.texts {
      let profile = try decode(SourceProfile.self, text, "shipped profile")
      if !names.contains(profile.name) { profiles.append(profile) }
    }
    return profiles
  }

  private static func ownProfiles(of workspace: Workspace) throws(StageError) -> [SourceProfile] {
    let folder = workspace.file("profiles")
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: folder) }) != nil else {
      return []
    }
    let entries = try storing { () throws(ArchiveError) in try FileStore.entries(of: folder) }
    var profiles: [SourceProfile] = []
    for entry in entries where entry.name.hasSuffix(".toml") {
      let path = folder + "/" + entry.name
      profiles.append(try profile(try settingsText(workspace, path), path))
    }
    return profiles
  }

  /// The profile that a text states; the path is for the message alone.
  static func profile(_ text: String, _ path: String) throws(StageError) -> SourceProfile {
    let profile = try decode(SourceProfile.self, text, path)
    if let fault = profile.fault { throw StageError(.settings, "\(path): \(fault)") }
    if let name = profile.encoding, TextEncoding(name: name) == nil {
      throw StageError(.settings, "\(path): no encoding is called \(name)")
    }
    return profile
  }

  private static func settingsText(
    _ workspace: Workspace, _ path: String
  ) throws(StageError) -> String {
    // Whoever may write the settings may name another key or map one column onto another.
    guard try !storing({ () throws(ArchiveError) in try FileStore.isOpenToWriting(path) }) else {
      throw StageError(.permission, "\(path): every user may write it; make it 0644")
    }
    do {
      return try workspace.text(of: path)
    } catch {
      guard error.exitCode == StageError.Code.dataRefused.rawValue else { throw error }
      throw StageError(.settings, error.description)
    }
  }

  private static func table(_ text: String, _ path: String) throws(StageError) -> TOMLTable {
    if let fault = TOMLFaults.first(in: text) {
      throw StageError(
        .settings, "\(path): line \(fault.line), column \(fault.column): \(fault.words)")
    }
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let place = error.source.begin
      throw StageError(
        .settings,
        "\(path): line \(place.line), column \(place.column): \(error.description)")
    } catch {
      throw StageError(.settings, "\(path): is not TOML")
    }
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String, _ path: String
  ) throws(StageError) -> Value {
    let table = try table(text, path)
    do {
      return try TOMLDecoder(strictDecoding: true).decode(type, from: table)
    } catch let error as UnexpectedKeysError {
      let name = error.keys.keys.sorted().first ?? ""
      throw StageError(.settings, "\(path): unknown key \(name)")
    } catch let error as DecodingError {
      throw StageError(.settings, "\(path): \(place(of: error)): wrong type or word")
    } catch {
      throw StageError(.settings, "\(path): cannot be read as settings")
    }
  }

  private static func place(of error: DecodingError) -> String {
    let context: DecodingError.Context
    var last = ""
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
      context = found
    case .keyNotFound(let key, let found):
      context = found
      last = key.stringValue
    @unknown default: return "a value"
    }
    var path = context.codingPath.map(\.stringValue)
    if !last.isEmpty, path.last != last { path.append(last) }
    return path.isEmpty ? "a value" : path.joined(separator: ".")
  }

  private static func checkKeys(_ table: TOMLTable, _ path: String) throws(StageError) {
    for key in flattened(table, "").sorted() {
      if key.hasPrefix("indicators.") {
        try checkIndicatorKey(key, path)
        continue
      }
      if key.hasPrefix("domains.") {
        try checkDomainKey(key, path)
        continue
      }
      guard !keys.contains(key) else { continue }
      let nearest = Spelling.nearest(to: key, among: keys)
      throw StageError(
        .settings, "\(path): unknown key \(key)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
  }

  private static func flattened(_ table: TOMLTable, _ prefix: String) -> [String] {
    table.keys.flatMap { key -> [String] in
      let name = prefix + key
      guard let inner = table[key]?.table else { return [name] }
      return [name] + flattened(inner, name + ".")
    }
  }

  private static func checkIndicatorKey(_ key: String, _ path: String) throws(StageError) {
    let known = IndicatorCatalogue.pages.flatMap { page in
      ["indicators.\(page.code)"]
        + page.parameters.map { "indicators.\(page.code).\($0.key)" }
    }
    guard !known.contains(key) else { return }
    let nearest = Spelling.nearest(to: key, among: known)
    throw StageError(
      .settings, "\(path): unknown key \(key)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
  }

  // A parameter that no domain can have for itself would be read by nobody.
  private static func checkDomainKey(_ key: String, _ path: String) throws(StageError) {
    let parts = key.split(separator: ".").map(String.init)
    let known = IndicatorCatalogue.pages.flatMap { page -> [String] in
      let own = page.parameters.filter(\.isPerDomain).map { "\(page.code).\($0.key)" }
      return own.isEmpty ? [] : [page.code] + own
    }
    // The tables above a value are keys as well.
    guard parts.count > 2 else { return }
    let own = parts.dropFirst(2).joined(separator: ".")
    guard !known.contains(own) else { return }
    let nearest = Spelling.nearest(to: own, among: known)
    throw StageError(
      .settings,
      "\(path): \(key): no parameter that a domain may set"
        + (nearest.map { "; did you mean \($0)?" } ?? ""))
  }

  private static func checkRanges(_ settings: Settings, _ path: String) throws(StageError) {
    guard (1...600).contains(settings.zeroMonths) else {
      throw StageError(.settings, "\(path): zero.months: expected 1 to 600")
    }
    let shares = [("reject_limit", settings.rejectLimit), ("absent_limit", settings.absentLimit)]
    for (key, share) in shares where !(0...1).contains(share) {
      throw StageError(.settings, "\(path): ingest.\(key): expected a share from 0 to 1")
    }
    guard (1...86_400).contains(settings.helperSeconds) else {
      throw StageError(.settings, "\(path): report.helper_seconds: expected 1 to 86400")
    }
    guard (0...1_000_000_000).contains(settings.reviewSeed) else {
      throw StageError(.settings, "\(path): file_review.seed: expected 0 to 1000000000")
    }
    guard (0...1000).contains(settings.maxSwing), (0...1).contains(settings.revisionThreshold),
      (1...60).contains(settings.closingMonths)
    else {
      throw StageError(
        .settings,
        "\(path): publish: expected max_swing 0 to 1000, revision_threshold 0 to 1, closing_months 1 to 60"
      )
    }
    try checkNumbers(settings.indicators ?? [:], "indicators", path)
    for (domain, indicators) in (settings.domains ?? [:]).sorted(by: { $0.key < $1.key }) {
      try checkNumbers(indicators, "domains.\(domain)", path)
    }
  }
}

extension SettingsFile {
  private static func checkNumbers(
    _ indicators: [String: [String: SettingNumber]], _ prefix: String, _ path: String
  ) throws(StageError) {
    for (code, values) in indicators.sorted(by: { $0.key < $1.key }) {
      let page = IndicatorCatalogue.pages.first { $0.code == code }
      for (key, number) in values.sorted(by: { $0.key < $1.key }) {
        let parameter = page?.parameters.first { $0.key == key }
        guard let parameter, !parameter.range.contains(number.value) else { continue }
        throw StageError(
          .settings,
          "\(path): \(prefix).\(code).\(key): expected \(parameter.range.description)")
      }
    }
  }
}

/// Finds the word that somebody meant.
enum Spelling {
  // Letters at the start that make a longer word the one that was meant.
  private static let start = 4

  /// The nearest word by edit distance, else the only one that starts alike; nil when none is near.
  static func nearest(to word: String, among words: [String]) -> String? {
    let scored = words.map { ($0, distance(word, $0)) }
    if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3) {
      return best.0
    }
    guard word.count >= start else { return nil }
    let alike = words.filter { $0.hasPrefix(word.prefix(start)) }
    return alike.count == 1 ? alike[0] : nil
  }

  // Levenshtein (1966), two rows.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var next = [index + 1]
      for (column, other) in right.enumerated() {
        let change = row[column] + (letter == other ? 0 : 1)
        next.append(min(change, row[column + 1] + 1, next[column] + 1))
      }
      row = next
    }
    return row[right.count]
  }
}
