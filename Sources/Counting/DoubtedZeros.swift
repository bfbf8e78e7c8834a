import Contracts

/// Finds zeros of the exposure register that nobody filled in, so that they say nothing.
///
/// A zero is believed where nothing contradicts it. It is not where the place's own record on the
/// subject does, nor where it is one of a whole blank column beside such a one or beside other months.
struct DoubtedZeros {
  /// What to tell of them, by place and month.
  let found: [DoubtedZero]
  /// Rows of the register that are believed.
  let believed: [ExposureRow]

  // One case may be misfiled, as a few complaints are and a visit.
  private static let fewestCases = 2
  private static let fewestVisits = 5
  private static let fewestComplaints = 5
  // Misfiling sends far less than this share of what places with parties have to one without.
  private static let leastShareOfPeers = 0.25
  // A place with one or two figures has no column that could be blank.
  private static let fewestInColumn = 3

  private typealias Key = RegisterTraces.Key

  // Zeros of one key that follow each other, with the months for which each stands.
  private struct Run {
    let key: Key
    var rows: [(row: Int, months: ClosedRange<Month>)]

    var months: ClosedRange<Month> {
      rows[0].months.lowerBound...rows[rows.count - 1].months.upperBound
    }
  }

  init(_ rows: [ExposureRow], _ activity: Activity, _ catalogue: CatalogueBook, _ units: UnitBook) {
    let runs = Self.runs(rows)
    guard !runs.isEmpty else {
      (believed, found) = (rows, [])
      return
    }
    let zeros = Set(runs.map(\.key.subject))
    let known = Dictionary(
      grouping: rows.filter { zeros.contains($0.subject) && $0.parties > 0 },
      by: \.subject
    ).mapValues { Set($0.map(\.place)) }
    let peers = known.flatMap { subject, places in
      places.map { Key(place: $0, subject: subject) }
    }
    let traces = RegisterTraces(
      of: Set(runs.map(\.key)).union(peers), activity, catalogue, units)
    let contradicted = runs.filter { run in
      Self.isContradicted(run, known[run.key.subject] ?? [], traces)
    }
    let doubted = Self.doubted(rows, Set(contradicted.flatMap { $0.rows.map(\.row) }))
    believed = rows.indices.filter { !doubted.contains($0) }.map { rows[$0] }
    found = Self.findings(runs, doubted, traces)
  }

  private static func runs(_ rows: [ExposureRow]) -> [Run] {
    let byKey = Dictionary(grouping: rows.indices) {
      Key(place: rows[$0].place, subject: rows[$0].subject)
    }
    var runs: [Run] = []
    for (key, own) in byKey where own.contains(where: { rows[$0].parties == 0 }) {
      let groups = Dictionary(grouping: own) { rows[$0].from }.sorted { $0.key < $1.key }
      var run = Run(key: key, rows: [])
      for (place, group) in groups.enumerated() {
        // Predecessors of a merged district add up: one of them without parties is no zero.
        guard group.value.allSatisfy({ rows[$0].parties == 0 }) else {
          if !run.rows.isEmpty { runs.append(run) }
          run.rows = []
          continue
        }
        let ends = group.value.map { rows[$0].to }.max() ?? group.key
        let next = place + 1 < groups.count ? groups[place + 1].key - 1 : ends
        for row in group.value { run.rows.append((row, group.key...min(ends, next))) }
      }
      if !run.rows.isEmpty { runs.append(run) }
    }
    return runs
  }

  private static func isContradicted(
    _ run: Run, _ known: Set<ExposureRow.Place>, _ traces: RegisterTraces
  ) -> Bool {
    let own = traces.traces(run.key, run.months)
    if max(own.cases, own.findings) >= fewestCases || own.inspections >= fewestVisits {
      return true
    }
    guard own.complaints >= fewestComplaints else { return false }
    let peers = known.filter { $0.isUnit == run.key.place.isUnit && $0 != run.key.place }
    let theirs = peers.reduce(0) { sum, place in
      sum + traces.traces(Key(place: place, subject: run.key.subject), run.months).complaints
    }
    return Double(own.complaints * peers.count) >= leastShareOfPeers * Double(theirs)
  }

  // A column of a place in a month, or of a subject in all places, in which no figure is above zero.
  private static func doubted(_ rows: [ExposureRow], _ contradicted: Set<Int>) -> Set<Int> {
    var doubted = contradicted
    struct Column: Hashable {
      let isUnit: Bool
      let name: String
      let kind: Int
      let from: Month
    }
    let ofPlaces = Dictionary(grouping: rows.indices) {
      Column(
        isUnit: rows[$0].place.isUnit, name: rows[$0].place.code, kind: -1, from: rows[$0].from)
    }
    let filled = Set(
      ofPlaces.filter { column in
        column.value.count >= fewestInColumn
          && 2 * column.value.count { rows[$0].parties > 0 } > column.value.count
      }.map { ExposureRow.Place(isUnit: $0.key.isUnit, code: $0.key.name) })
    let ofSubjects = Dictionary(grouping: rows.indices) {
      Column(
        isUnit: rows[$0].place.isUnit, name: rows[$0].subject.name,
        kind: rows[$0].subject.kind.rawValue, from: rows[$0].from)
    }
    for column in Array(ofPlaces.values) + Array(ofSubjects.values) {
      guard column.count >= fewestInColumn,
        column.allSatisfy({ rows[$0].parties == 0 }),
        column.contains(where: { contradicted.contains($0) })
          || isGap(column.map { rows[$0] }, in: filled)
      else { continue }
      doubted.formUnion(column)
    }
    return doubted
  }

  // All parties of a place do not vanish at once while it goes on.
  private static func isGap(_ column: [ExposureRow], in filled: Set<ExposureRow.Place>) -> Bool {
    Set(column.map(\.place)).count == 1
      && column.allSatisfy { filled.contains($0.place) && $0.isOfItsTime }
  }

  private static func findings(
    _ runs: [Run], _ doubted: Set<Int>, _ traces: RegisterTraces
  ) -> [DoubtedZero] {
    var subjects: [ExposureRow.Place: [ClosedRange<Month>: Set<ExposureRow.Subject>]] = [:]
    for run in runs {
      for (row, months) in run.rows where doubted.contains(row) {
        subjects[run.key.place, default: [:]][months, default: []].insert(run.key.subject)
      }
    }
    let places = subjects.keys.sorted {
      ($0.isUnit ? 1 : 0, $0.code) < ($1.isUnit ? 1 : 0, $1.code)
    }
    return places.flatMap { place -> [DoubtedZero] in
      joined(subjects[place] ?? [:]).map { finding(place, $0, $1, traces) }
    }
  }

  // Years and months that follow each other are one where the same figures are blank.
  private static func joined(
    _ periods: [ClosedRange<Month>: Set<ExposureRow.Subject>]
  ) -> [(months: ClosedRange<Month>, subjects: Set<ExposureRow.Subject>)] {
    var result: [(months: ClosedRange<Month>, subjects: Set<ExposureRow.Subject>)] = []
    let sorted = periods.sorted {
      ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound)
    }
    for (months, subjects) in sorted {
      if let last = result.indices.last, result[last].subjects == subjects,
        months.lowerBound <= result[last].months.upperBound + 1
      {
        let end = max(result[last].months.upperBound, months.upperBound)
        result[last].months = result[last].months.lowerBound...end
      } else {
        result.append((months, subjects))
      }
    }
    return result
  }

  private static func finding(
    _ place: ExposureRow.Place, _ months: ClosedRange<Month>, _ subjects: Set<ExposureRow.Subject>,
    _ traces: RegisterTraces
  ) -> DoubtedZero {
    let sorted = subjects.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
    var (telling, most) = ("", RegisterTraces.Traces())
    for subject in sorted {
      let own = traces.traces(Key(place: place, subject: subject), months)
      if own.total > most.total { (telling, most) = (subject.name, own) }
    }
    return DoubtedZero(
      code: place.code, isUnit: place.isUnit, from: months.lowerBound, to: months.upperBound,
      subjects: sorted.map(\.name), telling: telling, cases: most.cases,
      inspections: most.inspections, complaints: most.complaints)
  }
}
