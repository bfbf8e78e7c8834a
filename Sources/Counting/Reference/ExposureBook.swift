import Contracts

/// How many regulated parties there are.
struct PartyFigure: Equatable {
  var parties: Int
  /// Some part is unknown: there are at least so many.
  var isIncomplete = false

  /// The figure of several parts, each nil where the register says nothing of it; nil for none.
  ///
  /// Unknown parts make an unknown whole, unless a known part already shows a party.
  static func sum(_ parts: [PartyFigure?]) -> PartyFigure? {
    let known = parts.compactMap(\.self)
    let lacksPart = known.count < parts.count
    let parties = known.reduce(0) { $0 + $1.parties }
    guard !known.isEmpty, parties > 0 || !lacksPart else { return nil }
    return PartyFigure(
      parties: parties, isIncomplete: lacksPart || known.contains(where: \.isIncomplete))
  }
}

/// Regulated parties by place or unit, subject and month; unknown is not zero.
struct ExposureBook: Sendable {
  fileprivate struct Entry: Sendable {
    let from: Month
    let to: Month
    let parties: Int
    /// Whether the code that the row names existed in its first month.
    let isOfItsTime: Bool
  }

  // What the register says of one place or unit, by subject.
  private struct Register: Sendable {
    var items: [String: [Entry]] = [:]
    var groups: [String: [Entry]] = [:]
    var domains: [String: [Entry]] = [:]

    // The narrowest subject first.
    func entries(_ item: CatalogueBook.Item?, _ domain: String) -> [[Entry]] {
      guard let item else { return [groups[domain], domains[domain]].compactMap { $0 } }
      return [items[item.code], groups[item.group], domains[item.domain]].compactMap { $0 }
    }

    mutating func add(_ entry: Entry, _ subject: ExposureRow.Subject) {
      switch subject.kind {
      case .item: items[subject.name, default: []].append(entry)
      case .group: groups[subject.name, default: []].append(entry)
      case .domain: domains[subject.name, default: []].append(entry)
      }
    }
  }

  /// Parties of one subject month by month: what the register says of it, looked up once.
  struct Figures: Sendable {
    fileprivate var own: [[Entry]] = []
    fileprivate var parts: [Figures] = []
    // What is counted beside the row of the place itself.
    fileprivate var beside: [Figures] = []

    /// Whether no month is known.
    var isEmpty: Bool { own.isEmpty && parts.isEmpty }

    /// Whether any row says that there is nobody; without one no month is known to be empty.
    var hasZero: Bool {
      own.contains { $0.contains { $0.parties == 0 } } || parts.contains(where: \.hasZero)
    }

    /// Parties in a month; nil where the register says nothing.
    subscript(month: Month) -> PartyFigure? {
      for entries in own {
        guard let parties = ExposureBook.value(entries, month) else { continue }
        return PartyFigure.sum([PartyFigure(parties: parties)] + beside.map { $0[month] })
      }
      return PartyFigure.sum(parts.map { $0[month] })
    }
  }

  private var ofUnits: [String: Register] = [:]
  private var ofDistricts: [String: Register] = [:]
  private let districts: DistrictBook
  /// Whether the register has any row.
  let isEmpty: Bool

  /// Takes rows of the exposure table.
  init(_ rows: [ExposureRow], districts: DistrictBook) {
    self.districts = districts
    isEmpty = rows.isEmpty
    for row in rows {
      let entry = Entry(
        from: row.from, to: row.to, parties: row.parties, isOfItsTime: row.isOfItsTime)
      if row.place.isUnit {
        ofUnits[row.place.code, default: Register()].add(entry, row.subject)
      } else {
        ofDistricts[row.place.code, default: Register()].add(entry, row.subject)
      }
    }
  }

  /// Parties of a subject for a unit: its own row first, then its district's.
  func figures(
    unit: String, district: String, item: CatalogueBook.Item?, domain: String
  ) -> Figures {
    var figures = figures(district: district, item: item, domain: domain)
    guard let register = ofUnits[unit] else { return figures }
    figures.own.insert(contentsOf: register.entries(item, domain), at: 0)
    return figures
  }

  /// Parties of a subject in a district: its own row, else the sum of its parts.
  func figures(district: String, item: CatalogueBook.Item?, domain: String) -> Figures {
    var figures = Figures()
    guard !district.isEmpty, !ofDistricts.isEmpty else { return figures }
    figures.own = ofDistricts[district]?.entries(item, domain) ?? []
    let parts = districts.children(of: district).map {
      self.figures(district: $0, item: item, domain: domain)
    }
    // Where nothing is known of any part, nothing is known of their sum.
    if parts.contains(where: { !$0.isEmpty }) { figures.parts = parts }
    return figures
  }

  /// Parties of a subject in several places; the row of a place in which others of them lie is of its
  /// own parties, but the sum of its parts holds them.
  func figures(ofPlaces places: [String], item: CatalogueBook.Item?, domain: String) -> [Figures] {
    let all = Set(places)
    let byOuter = Dictionary(grouping: places) { districts.outermost(of: $0, among: all) }
    return (byOuter[nil] ?? []).map { place in
      var figures = figures(district: place, item: item, domain: domain)
      figures.beside = (byOuter[place] ?? []).map {
        self.figures(district: $0, item: item, domain: domain)
      }
      return figures
    }
  }

  // Predecessors of a merged district add up; the latest start wins among overlapping months. In the year
  // of a merger both sides may be listed: who was there when the year began counts.
  private static func value(_ entries: [Entry], _ month: Month) -> Int? {
    var latest: Month?
    var (parties, hasOwn) = (0, false)
    for entry in entries where entry.from <= month && month <= entry.to {
      guard let known = latest, entry.from <= known else {
        (latest, parties, hasOwn) = (entry.from, entry.parties, entry.isOfItsTime)
        continue
      }
      guard entry.from == known else { continue }
      if entry.isOfItsTime == hasOwn {
        parties += entry.parties
      } else if entry.isOfItsTime {
        (parties, hasOwn) = (entry.parties, true)
      }
    }
    return latest == nil ? nil : parties
  }
}
