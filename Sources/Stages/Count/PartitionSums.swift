import Archive
import Contracts
import Counting

/// Counts the partitions of a snapshot for one report month, and sums their tallies up.
struct PartitionSums: Sendable {
  let snapshot: Snapshot
  let cache: TallyCache
  let basis: CountingBasis
  /// Months of the window of the settings.
  let window: Int
  let threads: Int

  /// What the partitions of a snapshot say of a report month.
  struct Summed {
    var input = CountingInput()
    /// Open cases of the months before the window, by the path of their partition.
    var open: [String: Tally] = [:]
    /// Pieces of tables by the name of the table.
    var pieces: [String: [TablePiece]] = [:]
    // Parties of which earlier offences are asked.
    fileprivate var letOff: Set<String> = []

    /// Months in which a case counts or was filed, in no order.
    var caseMonths: Set<Month> {
      Set((pieces[Tally.cases.name] ?? []).flatMap { $0.slices.map(\.month) })
    }

    fileprivate mutating func add(_ given: MappedTallies.Given, of file: ArchivedFile) {
      for tally in given.tallies {
        if tally.name == Tally.openCases.name { open[file.path] = tally }
        add(tally)
      }
      for (name, piece) in given.pieces { pieces[name, default: []].append(piece) }
    }

    // Tallies of one name in turn: one table of keys then stays near the processor.
    private var waiting: [String: [Tally]] = [:]
    private static let mostWaiting = 1 << 16

    fileprivate mutating func add(_ given: Tally) {
      var tally = given
      if tally.name == Tally.offenders.name {
        tally = tally.keeping(column: 6) { letOff.contains($0) }
      }
      waiting[tally.name, default: []].append(tally)
      let rows = waiting[tally.name]?.reduce(0) { $0 + $1.sums.count } ?? 0
      if rows > Self.mostWaiting { merge(tally.name) }
    }

    private mutating func merge(_ name: String) {
      let tallies = waiting.removeValue(forKey: name) ?? []
      for path in Self.paths where input[keyPath: path].name == name {
        for tally in tallies { input[keyPath: path].merge(tally) }
      }
    }

    /// Adds what was waiting for more of its kind.
    fileprivate mutating func finish() {
      for name in waiting.keys.sorted() { merge(name) }
    }

    private static let paths: [WritableKeyPath<CountingInput, Tally> & Sendable] = [
      \.cases, \.handling, \.unitNames, \.inspections, \.complaints, \.patterns.parties,
      \.patterns.visits, \.patterns.complaints, \.patterns.complainants, \.conduct.visitDays,
      \.conduct.complaintDays,
      \.conduct.decisionKinds, \.conduct.offenders,
    ]

    var isOverflown: Bool { Self.paths.contains { input[keyPath: $0].isOverflown } }
  }

  /// Sums up what a report month asks for; every partition is read once at most.
  ///
  /// - Parameters:
  ///   - month: The report month.
  ///   - mapper: Maps what goes into tables row by row.
  ///   - progress: Is told of every partition.
  /// - Returns: The sums.
  /// - Throws: What reading a partition or a cached tally throws; exit 65 for a sum that does not
  ///   fit.
  func summed(
    _ month: Month, _ mapper: PartitionMapper, _ progress: ProgressBar?
  ) async throws(StageError) -> Summed {
    var summed = Summed()
    summed.letOff = try await letOffParties(month)
    let areAsked = !summed.letOff.isEmpty
    let mapped = MappedTallies(cache: cache, mapper: mapper)
    let files = snapshot.files.filter { !tallies(of: $0, month, areAsked).isEmpty }
    progress?.begin("counting", of: files.count, .pieces)
    try await inOrder(files, threads: threads) { file throws(StageError) in
      try mapped.given(
        tallies(of: file, month, areAsked), of: file, items: snapshot.items(beside: file), basis)
    } use: { file, given in
      progress?.advance(1)
      summed.add(given, of: file)
    }
    summed.finish()
    return summed
  }

  /// Sums up what holds for any report month.
  func summed() throws(StageError) -> CountingInput {
    var summed = Summed()
    for file in snapshot.files {
      let own = tallies(of: file, nil, false)
      guard !own.isEmpty else { continue }
      let items = snapshot.items(beside: file)
      for tally in try cache.tallies(own, of: file, items: items, basis) { summed.add(tally) }
    }
    summed.finish()
    return summed.input
  }

  // Four years of partitions are enough, and keep a long history from filling the memory.
  private func tallies(
    of file: ArchivedFile, _ month: Month?, _ offendersAreAsked: Bool
  ) -> [PartitionTallies] {
    guard file.kind == .partition else { return [] }
    let place = month.flatMap { Self.place(of: file, before: $0) }
    switch file.table {
    case Table.cases.name:
      // What goes into tables row by row is not summed up without a month.
      return [.cases] + (month == nil ? [] : [.blanks])
        + (place.map { ofCases($0, offendersAreAsked) } ?? [])
    case Table.inspections.name:
      return [.inspections] + (place.map { recent($0, .visits, .visitDays) } ?? [])
    case Table.complaints.name:
      let isInWindow = place.map { (0..<window).contains($0) } ?? false
      return [.complaints] + (place.map { recent($0, .complaintOutcomes, .complaintDays) } ?? [])
        + (isInWindow ? [.complainants] : [])
    default: return []
    }
  }

  // Months before the report month; below zero after it.
  private static func place(of file: ArchivedFile, before month: Month) -> Int? {
    file.month.flatMap { Month($0) }.map { month.index - $0.index }
  }

  // Whoever was let off for a first offence within the window.
  private func letOffParties(_ month: Month) async throws(StageError) -> Set<String> {
    let files = snapshot.files.filter { file in
      file.kind == .partition && file.table == Table.cases.name
        && Self.place(of: file, before: month).map { (0..<window).contains($0) } ?? false
    }
    let (workspace, repeats) = (cache.workspace, cache.repeats)
    var parties: Set<String> = []
    try await inOrder(files, threads: threads) { file throws(StageError) in
      ConductTallies.letOffParties(
        repeats.counted(
          try workspace.archivedColumns(file, only: ConductTallies.offenceColumns), of: file))
    } use: { _, own in
      parties.formUnion(own)
    }
    return parties
  }

  private func ofCases(_ place: Int, _ offendersAreAsked: Bool) -> [PartitionTallies] {
    var tallies: [PartitionTallies] = []
    let years = PatternAggregates.months
    // Parties are asked for in the window alone. Their case counts in the month of its partition,
    // but where months are those of filing.
    if place < (basis == .decided ? window : max(window, years)) { tallies.append(.parties) }
    if place < years { tallies.append(.outcomes) }
    if (0..<years).contains(place) { tallies.append(.decisions) }
    // Who was punished within the window is read from the cases themselves.
    if offendersAreAsked, (window..<max(window, years)).contains(place) {
      tallies.append(.offenders)
    }
    if place >= window { tallies.append(.openCases) }
    return tallies
  }

  private func recent(
    _ place: Int, _ pattern: PartitionTallies, _ days: PartitionTallies
  ) -> [PartitionTallies] {
    var tallies: [PartitionTallies] = []
    if (0..<PatternAggregates.months).contains(place) { tallies.append(pattern) }
    if (0..<SummedConduct.months).contains(place) { tallies.append(days) }
    return tallies
  }
}
