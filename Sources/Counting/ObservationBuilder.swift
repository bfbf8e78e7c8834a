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
  /// Complaints and inspections that a delivered case followed.
  public var answered = AnsweredTraces()
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
  /// Rows of the delivery register that name a table by a word that nothing knows.
  public var unknownRegisterRows: Int
  /// Old and present district codes.
  public var districtSuccessions: [(old: String, new: String)]
  /// Old and present unit codes.
  public var unitSuccessions: [(old: String, new: String)]
  /// Domains of which every item moved to the same new one, by name; with that one.
  public var domainSuccessions: [String: String]
  /// Domain of today of each item that was ever in another one.
  public var movedItems: [String: String]
  /// Districts that the register says succeed each other in a circle; their successors do not count.
  public var circularDistricts: [[String]]
  /// Units that the register says succeed each other in a circle; their successors do not count.
  public var circularUnits: [[String]]
  /// Names by which cases state their unit, and which several units bore.
  public var sharedNames: [SharedName]
  /// Zeros of the exposure register that are taken for not filled in.
  public var doubtedZeros: [DoubtedZero]

  /// All that indicators see.
  public var complete: Observation {
    var complete = observation
    complete.patterns = patterns.aggregates
    return complete
  }
}

/// Maps aggregates to present units, districts and items, and finds the state of every cell.
///
/// Cases are most of what there is, and come month by month.
public struct ObservationBuilder {
  private let month: Month
  private let window: Int
  private let basis: CountingBasis
  private let districts: DistrictBook
  private let units: UnitBook
  private let mapping: Mapping
  private let deliveries: DeliveryBook
  private var activity: ActivityBuilder
  private var observed: Set<String> = []
  private var unitCounts = Tally(
    "unit_months", keys: ["unit_code", "month"], measures: ["cases"])

  /// Reads the reference tables.
  ///
  /// - Parameters:
  ///   - input: Reference tables, and the names of units that the data state.
  ///   - month: Report month, the last of the window.
  ///   - window: Months of the window.
  ///   - first: First month with a case; nil where there is none.
  ///   - basis: By which date a case belongs to a month.
  public init(
    _ input: CountingInput, month: Month, window: Int, firstCase first: Month?,
    basis: CountingBasis
  ) {
    self.month = month
    self.window = window
    self.basis = basis
    districts = DistrictBook(input.table(.districts))
    units = UnitBook(input.table(.units), districts: districts, observed: input.unitNames)
    mapping = Mapping(
      catalogue: CatalogueBook(input.table(.catalogue)), units: units, districts: districts,
      authority: input.table(.authority))
    deliveries = DeliveryBook(
      feeds: input.table(.feeds), deliveries: input.table(.deliveries),
      months: input.table(.deliveredMonths), units: units)
    // A case or two filed long before the first export does not open the observed period.
    let opening = deliveries.firstMonth ?? first ?? month
    activity = ActivityBuilder(first: min(opening, month), last: month, units: units)
  }

  /// Adds mapped cases of some months, none of them behind the report month.
  public mutating func add(_ cases: Tally) {
    observed.formUnion(cases.column(1).usedTexts)
    activity.add(cases: cases)
    addUnits(of: cases)
  }

  // Cases by unit and month, those handled for another unit included.
  private mutating func addUnits(of tally: Tally) {
    let (amounts, measures) = (tally.amounts, tally.measures.count)
    unitCounts.add(
      [KeyPart(tally.column(1)), KeyPart(tally.column(0))],
      amounts: tally.sums.indices.map { amounts[$0 * measures] })
  }

  /// Counts up to the report month what is all in memory.
  ///
  /// - Parameters:
  ///   - input: Aggregates and reference tables of a snapshot.
  ///   - month: Report month, the last of the window.
  ///   - window: Months of the window.
  ///   - basis: By which date a case belongs to a month.
  /// - Returns: What the indicators see, and which rules it rests on.
  public static func counted(
    _ input: CountingInput, month: Month, window: Int, basis: CountingBasis = .decided
  ) -> Counted {
    var input = input
    let cases = input.cases
    let first = cases.column(0).usedTexts.compactMap { Month($0) }.min()
    var builder = ObservationBuilder(
      input, month: month, window: window, firstCase: first, basis: basis)
    let mapping = builder.mapping
    let mapped = mapping.mapped(cases).keeping { $0 <= month }
    builder.add(mapped)
    var counted = builder.counted(takenFrom: &input)
    counted.observation.cases = mapped
    counted.observation.unmatched = mapping.unmatched(cases).keeping { $0 <= month }
    let mapper = PartitionMapper(mapping)
    if mapper.tables.contains(where: { $0.table.name == Tally.itemNames.name }) {
      counted.observation.names.addItems(of: mapper.mapped(cases, to: .itemNames))
    }
    return counted
  }

  /// Counts up to the report month, and drops sums as soon as nothing asks for them any more.
  ///
  /// - Parameter input: What the builder was made of, and all aggregates but those of cases; left as
  ///   `forgetSums` leaves it.
  /// - Returns: What the indicators see, without the tables of cases and of what matched nothing.
  public consuming func counted(takenFrom input: inout CountingInput) -> Counted {
    defer { input.forgetSums() }
    let patterns = PatternBuilder(mapping: mapping, month: month, window: window)
      .aggregates(input)
    let complainants = input.patterns.complainants
    input.patterns = SummedPatterns()
    let codes = units.presentCodes(observed: observed.subtracting([""]))
    let handling = Self.entrusted(mapping.mapped(input.handling), units)
    addUnits(of: handling)
    activity.add(handling: handling)
    activity.add(inspections: mapping.mapped(input.inspections))
    var unnamed = UnnamedComplaints(input, mapping)
    let complaints = mapping.mapped(unnamed.named(input.complaints))
    let asking = ComplaintOutcome.asking(
      hasReports: complaints.column(6).usedTexts.contains("report"))
    activity.add(complaints: complaints, asking: asking)
    var answered = AnsweredTraces()
    answered.inspections = mapping.mapped(input.answered.inspections)
    answered.complaints = mapping.mapped(unnamed.named(input.answered.complaints))
    answered.complainants = mapping.mapped(unnamed.named(input.answered.complainants))
    activity.add(answered: answered, asking: asking)
    let complainedBy = ComplainantBook(
      mapping.mapped(unnamed.named(complainants)), answered: answered.complainants,
      asking: asking, first: activity.first)
    let unread = UnreadCases(input, mapping, basis: basis, upTo: month)
    activity.add(unread: unread.tally)
    let unreadMonths = unread.months(cases: unitCounts)
    let rejected = unread.rejected
    let activity = activity.finish()
    let zeros = DoubtedZeros(
      ExposureRow.rows(input.table(.exposure), districts, units), activity, mapping.catalogue,
      units)
    let books = Self.books(input, mapping, deliveries, activity, zeros.believed, month)
    var observation = Observation(month: month, firstMonth: activity.first, window: window)
    var builder = CellBuilder(
      books: books, activity: activity, unitCodes: codes, window: window, unread: unreadMonths,
      complainants: complainedBy)
    observation.unreadCases = unread.tally
    observation.cells = builder.cells()
    observation.units = codes.map { units.facts(of: $0, on: month.lastDay) }
    observation.unitMonths = unitMonths(codes, observation, unreadMonths, rejected)
    observation.expiredExplanations = books.explanations.expired(at: month)
    observation.blanks = PartitionMapper(mapping).mapped(input.blanks, to: .blanks)
      .keeping { $0 <= month }
    observation.unsentInspections = UnsentInspections.counted(
      input.table(.feeds), units: units, upTo: month)
    observation.columnGaps = ColumnGapTally.counted(input, units: units, upTo: month)
    observation.revisions = RevisionTally.counted(input, units: units, before: month)
    observation.referrals = ReferralTally.counted(input.table(.referrals), mapping, upTo: month)
    observation.legality = LegalityBuilder(mapping: mapping, month: month).aggregates(input)
    observation.sources = input.sources
    observation.districts = districts.facts
    observation.names = names
    observation.tables = Self.filledTables(input)
    return Counted(
      observation: observation, patterns: patterns, powerSource: books.authority.source,
      hasDeliveryRegister: deliveries.hasRegister, unknownRegisterRows: deliveries.unknownRows,
      districtSuccessions: districts.successors.successions,
      unitSuccessions: units.successors.successions,
      domainSuccessions: mapping.catalogue.domainSuccessions(by: month),
      movedItems: mapping.catalogue.movedItems,
      circularDistricts: districts.successors.circles, circularUnits: units.successors.circles,
      sharedNames: units.sharedNames(observed: input.unitNames), doubtedZeros: zeros.found)
  }

  private static func books(
    _ input: CountingInput, _ mapping: Mapping, _ deliveries: DeliveryBook, _ activity: Activity,
    _ exposure: [ExposureRow], _ month: Month
  ) -> ReferenceBooks {
    let (units, districts) = (mapping.units, mapping.districts)
    return ReferenceBooks(
      catalogue: mapping.catalogue, units: units, districts: districts,
      authority: AuthorityBook(
        input.table(.authority), catalogue: mapping.catalogue, units: units,
        observed: activity.handledItems),
      exposure: ExposureBook(exposure, districts: districts),
      deliveries: deliveries,
      explanations: ExplanationBook(
        input.table(.explanations), units: units,
        domains: mapping.catalogue.domainSuccessions(by: month)))
  }

  private static func filledTables(_ input: CountingInput) -> Set<String> {
    var tables = Set(input.reference.filter { !$0.value.rows.isEmpty }.map(\.key))
    tables.insert(Table.cases.name)
    if !input.inspections.sums.isEmpty { tables.insert(Table.inspections.name) }
    if !input.complaints.sums.isEmpty { tables.insert(Table.complaints.name) }
    return tables
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

  private func unitMonths(
    _ codes: [String], _ observation: Observation, _ unread: [String: Set<Month>],
    _ rejected: [String: Set<Month>]
  ) -> [UnitMonth] {
    let months = (observation.firstMonth.index...month.index).map(Month.init(index:))
    return codes.flatMap { unit in
      months.filter { units.isActive(unit, $0) }.map { month in
        let delivery = deliveries.delivery(unit, month)
        let cases = unitCounts.sums[[unit, month.description]]?[0] ?? 0
        // Exports span the months of their decisions. Cases filed before came with them: something was
        // sent, though nobody knows whether all, so that no cell is silent in such a month.
        let cameLater =
          basis == .filed && delivery.rule == .none && cases > 0
          && deliveries.reaches(unit, month)
        // What was declared and is not here is not lost where all of it was rejected.
        let reason = delivery.rule == .lost ? rejected : unread
        let isUnsent = !delivery.isSent && delivery.rule == .register
        guard isUnsent || reason[unit]?.contains(month) != true else {
          return UnitMonth(unitCode: unit, month: month, isSent: false, rule: .unread, cases: cases)
        }
        return UnitMonth(
          unitCode: unit, month: month, isSent: delivery.isSent || cameLater,
          rule: cameLater ? .span : delivery.rule, cases: cases)
      }
    }
  }

  private var names: NameBook {
    var names = NameBook()
    names.units = units.names
    names.districts = districts.names
    names.items = mapping.catalogue.items.mapValues(\.name)
    return names
  }
}

extension NameBook {
  /// Without a catalogue items are called what the data call them, the first by bytes.
  ///
  /// - Parameter names: Rows of `Tally.itemNames`.
  public mutating func addItems(of names: Tally) {
    for key in names.sums.keys { items[key[1]] = min(items[key[1]] ?? key[2], key[2]) }
  }
}
