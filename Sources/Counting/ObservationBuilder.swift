public import Contracts

/// Reference tables and summed aggregates of a snapshot: what counting needs.
public struct CountingInput: Sendable {
  /// Reference tables by name; a missing one is empty.
  public var reference: [String: ArchivedTable] = [:]
  /// Aggregates of all partitions of cases.
  public var cases = Tally.cases
  /// Cases of all partitions by the unit that handled them for another.
  public var handling = Tally.handling
  /// Rows and blank cells of all partitions of cases.
  public var blanks = Tally.blanks
  /// Rows by unit code and name.
  public var unitNames = Tally.unitNames
  /// Aggregates of all partitions of inspections.
  public var inspections = Tally.inspections
  /// Aggregates of all partitions of complaints.
  public var complaints = Tally.complaints
  /// Aggregates of the last years for the selective and profit-driven indicators.
  public var patterns = SummedPatterns()
  /// Aggregates of the last years for the indicators of legality, disturbance and oversight.
  public var conduct = SummedConduct()
  /// What each export held.
  public var sources: [SourceSummary] = []

  /// Makes an input without data.
  public init() {}

  /// Drops what only `ObservationBuilder` asks for, most of what an input holds.
  mutating func forgetSums() {
    var rest = CountingInput()
    (rest.reference, rest.sources, rest.unitNames) = (reference, sources, unitNames)
    rest.conduct.offenders = conduct.offenders
    self = rest
  }

  func table(_ table: Table) -> ArchivedTable {
    reference[table.name] ?? ArchivedTable(names: table.archiveNames, rows: [])
  }

  /// Last month with a case; nil where there is none.
  public var lastMonth: Month? { months.max() }

  /// Months in which a case counts or was filed, in no order.
  public var months: [Month] { cases.column(0).usedTexts.compactMap { Month($0) } }
}

/// What counting says of one report month.
public struct Counted: Sendable {
  /// Aggregates and cells for the indicators; patterns are apart.
  public var observation: Observation
  /// Aggregates of the selective and profit-driven indicators.
  public var patterns: CountedPatterns
  /// Where it is known from which unit may enforce what.
  public var powerSource: PowerSource
  /// Whether a delivery register was given.
  public var hasDeliveryRegister: Bool
  /// Old and present district codes.
  public var districtSuccessions: [(old: String, new: String)]
  /// Old and present unit codes.
  public var unitSuccessions: [(old: String, new: String)]

  /// All that indicators see.
  public var complete: Observation {
    var complete = observation
    complete.patterns = patterns.aggregates
    return complete
  }
}

/// Maps aggregates to present units, districts and items, and finds the state of every cell.
public enum ObservationBuilder {
  /// Counts up to a report month.
  ///
  /// - Parameters:
  ///   - input: Aggregates and reference tables of a snapshot.
  ///   - month: Report month, the last of the window.
  ///   - window: Months of the window.
  /// - Returns: What the indicators see, and which rules it rests on.
  public static func counted(_ input: CountingInput, month: Month, window: Int) -> Counted {
    var input = input
    return counted(takenFrom: &input, month: month, window: window)
  }

  /// Counts up to a report month, and drops sums as soon as nothing asks for them any more.
  ///
  /// - Parameters:
  ///   - input: Aggregates and reference tables of a snapshot; left as `forgetSums` leaves it.
  ///   - month: Report month, the last of the window.
  ///   - window: Months of the window.
  /// - Returns: What the indicators see, and which rules it rests on.
  public static func counted(
    takenFrom input: inout CountingInput, month: Month, window: Int
  ) -> Counted {
    defer { input.forgetSums() }
    let districts = DistrictBook(input.table(.districts))
    let units = UnitBook(input.table(.units), districts: districts, observed: input.unitNames)
    let mapping = Mapping(
      catalogue: CatalogueBook(input.table(.catalogue)), units: units, districts: districts)
    let patterns = PatternBuilder(mapping: mapping, month: month, window: window)
      .aggregates(input)
    input.patterns = SummedPatterns()
    let (names, tables) = (names(mapping, input.cases), filledTables(input))
    let cases = mapping.mapped(input.cases, countingUnmatched: 0)
    // The largest sums of all: nothing below asks for them unmapped.
    input.cases = .cases
    let deliveries = DeliveryBook(
      feeds: input.table(.feeds), deliveries: input.table(.deliveries), units: units)
    let counted = cases.tally.keeping { $0 <= month }
    let codes = units.presentCodes(observed: observedUnits(counted))
    let handling = entrusted(mapping.mapped(input.handling).tally, units)
    let events = Activity.Events(
      cases: cases.tally, handling: handling, inspections: mapping.mapped(input.inspections).tally,
      complaints: attributed(mapping.mapped(input.complaints).tally, codes, input, mapping))
    let first = firstMonth(cases.tally, deliveries, month)
    let activity = Activity(first: first, last: month, events: events, units: units)
    let books = books(input, mapping, deliveries, activity)
    var observation = Observation(month: month, firstMonth: first, window: window)
    var builder = CellBuilder(
      books: books, activity: activity, unitCodes: codes, window: window)
    observation.cells = builder.cells()
    observation.units = codes.map { units.facts(of: $0) }
    observation.unitMonths = unitMonths(
      codes, units, deliveries, caseCounts(cases.tally, handling), observation)
    observation.cases = counted
    observation.expiredExplanations = books.explanations.expired(at: month)
    observation.unmatched = cases.unmatched.keeping { $0 <= month }
    observation.blanks = PartitionMapper(mapping).mapped(input.blanks).keeping { $0 <= month }
    observation.revisions = RevisionTally.counted(input, units: units, before: month)
    observation.referrals = ReferralTally.counted(input.table(.referrals), mapping, upTo: month)
    observation.legality = LegalityBuilder(mapping: mapping, month: month).aggregates(input)
    observation.sources = input.sources
    observation.districts = districts.facts
    (observation.names, observation.tables) = (names, tables)
    return Counted(
      observation: observation, patterns: patterns, powerSource: books.authority.source,
      hasDeliveryRegister: deliveries.hasRegister,
      districtSuccessions: districts.successions, unitSuccessions: units.successions)
  }

  private static func books(
    _ input: CountingInput, _ mapping: Mapping, _ deliveries: DeliveryBook, _ activity: Activity
  ) -> ReferenceBooks {
    let (units, districts) = (mapping.units, mapping.districts)
    return ReferenceBooks(
      catalogue: mapping.catalogue, units: units, districts: districts,
      authority: AuthorityBook(
        input.table(.authority), catalogue: mapping.catalogue, units: units,
        observed: activity.handledItems),
      exposure: ExposureBook(input.table(.exposure), districts: districts, units: units),
      deliveries: deliveries,
      explanations: ExplanationBook(input.table(.explanations), units: units))
  }

  private static func filledTables(_ input: CountingInput) -> Set<String> {
    var tables = Set(input.reference.filter { !$0.value.rows.isEmpty }.map(\.key))
    tables.insert(Table.cases.name)
    if !input.inspections.sums.isEmpty { tables.insert(Table.inspections.name) }
    if !input.complaints.sums.isEmpty { tables.insert(Table.complaints.name) }
    return tables
  }

  private static func firstMonth(
    _ cases: Tally, _ deliveries: DeliveryBook, _ month: Month
  ) -> Month {
    let observed = cases.column(0).usedTexts.compactMap { Month($0) }.min()
    // A case or two filed long before the first export does not open the observed period.
    let first = deliveries.firstMonth ?? observed ?? month
    return min(first, month)
  }

  private static func observedUnits(_ tally: Tally) -> Set<String> {
    Set(tally.column(1).usedTexts.filter { !$0.isEmpty })
  }

  // A complaint that names no unit goes to the one unit of its district that holds the power.
  private static func attributed(
    _ complaints: Tally, _ codes: [String], _ input: CountingInput, _ mapping: Mapping
  ) -> Tally {
    guard complaints.column(1).usedTexts.contains("") else { return complaints }
    let authority = AuthorityBook(
      input.table(.authority), catalogue: mapping.catalogue, units: mapping.units, observed: [:])
    guard authority.source == .authority else { return complaints }
    var result = Tally(complaints.name, keys: complaints.keys, measures: complaints.measures)
    for (key, sums) in complaints.sums {
      var named = key
      if key[1].isEmpty, let month = Month(key[0]) {
        let local = codes.filter { mapping.units.district(of: $0) == key[2] }
        let items =
          key[4].isEmpty ? mapping.catalogue.codes(inDomain: key[3]) : [key[4]]
        let holders = local.filter { unit in
          items.contains { authority.isEmpowered(unit, $0, month) }
        }
        if holders.count == 1 { named[1] = holders[0] }
      }
      result.add(named, sums)
    }
    return result
  }

  // A unit and its predecessor are one: what one did in the other's name is its own case.
  private static func entrusted(_ handling: Tally, _ units: UnitBook) -> Tally {
    var result = Tally(handling.name, keys: handling.keys, measures: handling.measures)
    let columns = handling.keys.indices.map { handling.column($0) }
    let isOther = KeyPart([columns[6], columns[1]], width: 0) { texts in
      units.present(texts[0]) == texts[1] ? nil : []
    }
    result.add(columns.map { KeyPart($0) } + [isOther], amounts: handling.amounts)
    return result
  }

  // Cases by unit and month, those handled for another unit included.
  private static func caseCounts(_ cases: Tally, _ handling: Tally) -> Tally {
    var counts = Tally("unit_months", keys: ["unit_code", "month"], measures: ["cases"])
    for tally in [cases, handling] {
      let (amounts, measures) = (tally.amounts, tally.measures.count)
      counts.add(
        [KeyPart(tally.column(1)), KeyPart(tally.column(0))],
        amounts: tally.sums.indices.map { amounts[$0 * measures] })
    }
    return counts
  }

  private static func unitMonths(
    _ codes: [String], _ units: UnitBook, _ deliveries: DeliveryBook,
    _ counts: Tally, _ observation: Observation
  ) -> [UnitMonth] {
    let months = (observation.firstMonth.index...observation.month.index).map(Month.init(index:))
    return codes.flatMap { unit in
      months.filter { units.isActive(unit, $0) }.map { month in
        let delivery = deliveries.delivery(unit, month)
        return UnitMonth(
          unitCode: unit, month: month, isSent: delivery.isSent, rule: delivery.rule,
          cases: counts.sums[[unit, month.description]]?[0] ?? 0)
      }
    }
  }

  private static func names(_ mapping: Mapping, _ cases: Tally) -> NameBook {
    var names = NameBook()
    names.units = mapping.units.names
    names.districts = mapping.districts.names
    names.items = mapping.catalogue.items.mapValues(\.name)
    guard mapping.catalogue.isEmpty else { return names }
    // Without a catalogue items are called what the data call them, the first by bytes.
    for key in cases.sums.keys where !key[4].isEmpty && !key[5].isEmpty {
      names.items[key[4]] = min(names.items[key[4]] ?? key[5], key[5])
    }
    return names
  }
}
