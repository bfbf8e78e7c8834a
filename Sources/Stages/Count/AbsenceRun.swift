import Archive
import Contracts

/// Looks for cases that an export of a whole register no longer holds.
///
/// Only where the export itself is stated to be the whole register: a month's delivery that does not
/// repeat a case says nothing. The cases stay in every count.
struct AbsenceRun {
  /// A whole register: when it came, and which months it spans of each unit.
  private struct Register {
    let source: ArchivedSource
    var spans: [String: [ClosedRange<Month>]] = [:]

    var arrival: (String, Int) { (source.asOf ?? "", source.order) }

    // A whole register also holds the years in which it has no row of a unit.
    mutating func add(_ span: ClosedRange<Month>, of unit: String) {
      guard unit != "*", let known = spans[unit]?.first else {
        spans[unit, default: []].append(span)
        return
      }
      spans[unit] = [
        min(known.lowerBound, span.lowerBound)...max(known.upperBound, span.upperBound)
      ]
    }

    // A source that speaks for every unit stands under `*`.
    func covers(_ unit: String, _ month: Month) -> Bool {
      [unit, "*"].contains { key in (spans[key] ?? []).contains { $0.contains(month) } }
    }
  }

  let workspace: Workspace
  let snapshot: Snapshot
  /// The table of what each export held of each unit.
  let deliveries: ArchivedTable
  /// Rows that do not count, since the case stands under another identity.
  let repeats: RepeatedRows

  /// The cases that are missing, sorted, and how many of how many by register and unit.
  func found(upTo last: Month) throws(StageError) -> (cases: [AbsentCase], tally: Tally) {
    var tally = Tally.absences
    var cases: [AbsentCase] = []
    let registers = registers
    guard !registers.isEmpty else { return ([], tally) }
    let sources = Dictionary(
      snapshot.sources.map { ($0.sha256.hexadecimal, $0) }, uniquingKeysWith: { $1 })
    for file in snapshot.files where file.table == Table.cases.name && file.kind == .provenance {
      guard let month = file.month.flatMap({ Month($0) }), month <= last else { continue }
      var reader = try ArchivedRowReader(
        file, archive: workspace.archive, columns: Provenance.columns)
      let partition = snapshot.files.first {
        $0.table == file.table && $0.kind == .partition && $0.month == file.month
      }
      var row = -1
      while try reader.advance() {
        row += 1
        if let partition, !repeats.counts(row, of: partition) { continue }
        let cells = reader.cells
        let identity = cells[0].split(separator: "\u{1F}", omittingEmptySubsequences: false)
          .map(String.init)
        let arrival = (cells[4], Int(cells[3]) ?? 0)
        guard identity.count == 2,
          let register = registers.last(where: {
            $0.covers(identity[0], month) && $0.arrival >= arrival
          })
        else { continue }
        let isAbsent = register.arrival > arrival
        tally.add(
          [register.source.sha256.hexadecimal, identity[0]], [isAbsent ? 1 : 0, 1])
        guard isAbsent else { continue }
        cases.append(
          AbsentCase(
            unitCode: identity[0], caseID: identity[1], month: month.description,
            seen: [sources[cells[2]]?.name ?? "", cells[4], cells[5]],
            register: [register.source.shownName, register.source.asOf ?? ""]))
      }
    }
    return (cases.sorted { $0.row.lexicographicallyPrecedes($1.row) }, tally)
  }

  /// One line for each register that lacks a share of at least the limit.
  static func warnings(_ tally: Tally, _ sources: [ArchivedSource], limit: Double) -> [String] {
    sources.compactMap { source in
      let own = tally.sums.filter { $0.key[0] == source.sha256.hexadecimal }.map(\.value)
      let (absent, known) = (own.reduce(0) { $0 + $1[0] }, own.reduce(0) { $0 + $1[1] })
      guard absent > 0, Double(absent) >= limit * Double(known) else { return nil }
      return
        "\(source.shownName): lacks \(absent) of \(known) archived cases of its units and months, which"
        + " still count; see absent_cases-internal.csv (--level internal)"
    }
  }

  // In the order in which they came; the last one that spans a month has the last word on it.
  private var registers: [Register] {
    let full = snapshot.sources.filter {
      $0.table == Table.cases.name && $0.notes[SourceSummary.fullRegister] != nil
    }
    return full.map { source in
      var register = Register(source: source)
      let hash = source.sha256.hexadecimal
      for row in deliveries.rows
      where deliveries.cell(row, "source") == hash
        && deliveries.cell(row, "table") == Table.cases.name
      {
        guard let from = Month(deliveries.cell(row, "month_from")),
          let to = Month(deliveries.cell(row, "month_to")), from <= to
        else { continue }
        register.add(from...to, of: deliveries.cell(row, "unit_code"))
      }
      return register
    }.sorted { $0.arrival < $1.arrival }
  }
}
