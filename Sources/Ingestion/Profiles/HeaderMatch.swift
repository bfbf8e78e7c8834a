public import Contracts

/// Where the cells of each canonical column come from in one file.
public struct HeaderMatch: Sendable {
  /// Table that the file holds.
  public let table: Table
  /// Profile that was bound; nil is the standard form.
  public let profile: SourceProfile?
  /// Position in the record by canonical column, in the order of the table.
  public let positions: [Int?]
  /// Money unit by canonical column as the header states it.
  public let moneyUnits: [MoneyRule.Unit?]
  /// Headers that mean nothing here, as delivered.
  public let unknown: [String]
  /// Headers of the file as delivered.
  public let header: [String]

  /// Name of the profile.
  public var profileName: String { profile?.name ?? "standard" }

  /// Canonical columns that neither the header nor the profile fills, in the order of the table.
  ///
  /// A blank cell of another column says something: that the unit left it blank.
  public var absentColumns: [String] {
    let made = Set(profile?.filledColumns ?? [])
    return zip(table.columns, positions)
      .filter { $1 == nil && !made.contains($0.name) }
      .map(\.0.name)
  }

  /// How many canonical columns the header fills.
  var matched: Int { positions.count { $0 != nil } }
}

/// Why a header was not accepted.
public enum HeaderFault: Error, Hashable, Sendable {
  /// Two identical headers, by their positions from 1.
  case duplicate(first: Int, second: Int)
  /// No table fits; the nearest and the columns that it lacks.
  case missing(table: String, columns: [String])
  /// No header is known at all.
  case unknown
  /// Two tables fit equally well.
  case tie(tables: [String])
  /// A profile names a source column that the file lacks, or a bad lookup.
  case profile(String)
}

/// Recognises what table a file holds by its header.
public struct HeaderMatcher: Sendable {
  let profiles: [SourceProfile]
  // Where the folded names and aliases of the columns belong.
  private let places: [String: [Place]]

  private struct Place {
    // Of the table among all, and of the column in it.
    let table: Int
    let column: Int
    // Of two headers that fill one column the lower wins.
    let rank: Int
  }

  /// Makes a matcher; profiles of the workspace are tried before the standard form.
  public init(profiles: [SourceProfile]) {
    self.profiles = profiles
    var places: [String: [Place]] = [:]
    for (table, contract) in Table.all.enumerated() {
      for (index, column) in contract.columns.enumerated() {
        for (rank, name) in ([column.name] + column.aliases).enumerated() {
          places[HeaderText.folded(name), default: []].append(
            Place(table: table, column: index, rank: rank))
        }
      }
    }
    self.places = places
  }

  /// Returns the match of a header.
  ///
  /// - Parameters:
  ///   - header: Headers as delivered.
  ///   - tableName: Table that the user named, or nil.
  ///   - profileName: Profile that the user named, or nil.
  /// - Returns: Where the cells of each column come from.
  /// - Throws: `HeaderFault` when no table or more than one fits.
  public func match(
    _ header: [String], tableName: String? = nil, profileName: String? = nil
  ) throws(HeaderFault) -> HeaderMatch {
    let folded = header.map(HeaderText.folded)
    if let (first, second) = firstRepeated(folded) {
      throw .duplicate(first: first, second: second)
    }
    if profileName != "standard" {
      let bound = profiles.filter { profile in
        (profileName == nil || profile.name == profileName)
          && (tableName == nil || profile.table == tableName)
          && profile.header.allSatisfy { folded.contains(HeaderText.folded($0)) }
      }
      if let profile = try best(of: bound) { return try profileMatch(profile, header, folded) }
      if let profileName { throw .profile("header does not fit profile \(profileName)") }
    }
    return try standardMatch(header, folded, tableName)
  }

  private func firstRepeated(_ folded: [String]) -> (Int, Int)? {
    var seen: [String: Int] = [:]
    for (index, header) in folded.enumerated() where !header.isEmpty {
      if let first = seen[header] { return (first + 1, index + 1) }
      seen[header] = index
    }
    return nil
  }

  private func best(of bound: [SourceProfile]) throws(HeaderFault) -> SourceProfile? {
    guard let most = bound.map(\.header.count).max() else { return nil }
    let longest = bound.filter { $0.header.count == most }
    guard longest.count == 1 else { throw .tie(tables: longest.map(\.name).sorted()) }
    return longest[0]
  }

  private func profileMatch(
    _ profile: SourceProfile, _ header: [String], _ folded: [String]
  ) throws(HeaderFault) -> HeaderMatch {
    guard let table = Table.all.first(where: { $0.name == profile.table }) else {
      throw .profile("no table is called \(profile.table)")
    }
    let named = profile.columns ?? [:]
    var used: Set<Int> = []
    let positions = table.columns.map { column -> Int? in
      guard let source = named[column.name] else { return nil }
      let position = folded.firstIndex(of: HeaderText.folded(source))
      if let position { used.insert(position) }
      return position
    }
    let sources = named.values.sorted() + (profile.each.map { [$0.column] } ?? [])
    if let lost = sources.first(where: { !folded.contains(HeaderText.folded($0)) }) {
      throw .profile("profile \(profile.name) maps \(lost), which the file does not have")
    }
    let mentioned =
      (profile.computed ?? []).flatMap { $0.sources ?? [] } + (profile.ignore ?? [])
      + profile.header + (profile.each.map { [$0.column] } ?? [])
    let known = Set(mentioned.map(HeaderText.folded))
    let unknown = header.indices.filter { !used.contains($0) && !known.contains(folded[$0]) }
    return HeaderMatch(
      table: table, profile: profile, positions: positions,
      moneyUnits: try moneyUnits(table, profile, positions, header),
      unknown: unknown.map { header[$0] }, header: header)
  }

  // A computed column outweighs a mapped one of the same name.
  private func moneyUnits(
    _ table: Table, _ profile: SourceProfile, _ positions: [Int?], _ header: [String]
  ) throws(HeaderFault) -> [MoneyRule.Unit?] {
    let computed = ComputedUnits(profile.computed ?? [], header: header)
    var units: [MoneyRule.Unit?] = []
    for (column, position) in zip(table.columns, positions) {
      guard column.kind == .money, let stated = computed[column.name] else {
        units.append(position.flatMap { HeaderText.moneyUnit(of: header[$0]) })
        continue
      }
      let read = Set(stated.map { $0 ?? profile.moneyUnit ?? .yuan })
      guard read.count <= 1 else {
        throw .profile(
          "profile \(profile.name) computes \(column.name) from columns whose headers state different"
            + " units of money; compute it from columns of one unit")
      }
      units.append(read.first)
    }
    return units
  }

  private func standardMatch(
    _ header: [String], _ folded: [String], _ tableName: String?
  ) throws(HeaderFault) -> HeaderMatch {
    let units = header.map(HeaderText.moneyUnit)
    let matches = positions(folded).enumerated().compactMap { table, positions in
      tableName == nil || Table.all[table].name == tableName
        ? standardMatch(Table.all[table], positions, header, folded, units) : nil
    }
    let complete = matches.filter { missing($0).isEmpty }
    guard let most = complete.map(\.matched).max() else { throw miss(matches) }
    let best = complete.filter { $0.matched == most }
    guard best.count == 1 else { throw .tie(tables: best.map(\.table.name)) }
    return best[0]
  }

  // For each column of each table the header that fills it.
  private func positions(_ folded: [String]) -> [[Int?]] {
    var found = Table.all.map {
      [(position: Int, rank: Int)?](repeating: nil, count: $0.columns.count)
    }
    for (position, name) in folded.enumerated() {
      for place in places[name] ?? [] {
        let last = found[place.table][place.column]
        // An empty header may stand twice; the first one counts.
        if let last, last.rank <= place.rank { continue }
        found[place.table][place.column] = (position, place.rank)
      }
    }
    return found.map { $0.map { $0?.position } }
  }

  private func standardMatch(
    _ table: Table, _ positions: [Int?], _ header: [String], _ folded: [String],
    _ units: [MoneyRule.Unit?]
  ) -> HeaderMatch {
    let used = Set(positions.compactMap { $0 })
    return HeaderMatch(
      table: table, profile: nil, positions: positions,
      moneyUnits: positions.map { $0.flatMap { units[$0] } },
      unknown: header.indices.filter { !used.contains($0) && !folded[$0].isEmpty }
        .map { header[$0] },
      header: header)
  }

  private func missing(_ match: HeaderMatch) -> [[String]] {
    match.table.required.filter { group in
      !group.contains { name in
        match.table.index(of: name).flatMap { match.positions[$0] } != nil
      }
    }
  }

  private func miss(_ matches: [HeaderMatch]) -> HeaderFault {
    let nearest = matches.max {
      ($0.matched, -missing($0).count) < ($1.matched, -missing($1).count)
    }
    guard let nearest, nearest.matched > 0 || matches.count == 1 else { return .unknown }
    let columns = missing(nearest).map { group in
      group.map { name in
        nearest.table.index(of: name).map { nearest.table.columns[$0].title } ?? name
      }.joined(separator: " or ")
    }
    return .missing(table: nearest.table.name, columns: columns)
  }
}
