import Contracts

/// Unit-months of a period: how many were expected and how many came.
struct DeliveryCount {
  var expected = 0
  var received = 0

  init(_ months: [UnitMonth]) {
    expected = months.count
    received = months.count { $0.isSent }
  }

  var share: String { Numerals.percentage(received, of: expected) }
}

extension Draft {
  /// Section 1: files and records by table, months by unit.
  var deliveriesSection: [Block] {
    [.heading(2, say(DeliveryWording.title))] + files + months + missingMonths
  }

  /// Unit-months of the window.
  var windowDelivery: DeliveryCount {
    DeliveryCount(input.observation.unitMonths.filter { window.contains($0.month) })
  }

  private var files: [Block] {
    let sources = orderedSources
    guard !sources.isEmpty else { return [.paragraph(say(DeliveryWording.noFiles))] }
    let rejected = sources.filter { count($0, 2) > 0 }.map { source in
      say(
        DeliveryWording.rejected(
          source.name, Numerals.grouped(count(source, 2)), Numerals.grouped(count(source, 0))))
    }
    let list: [Block] =
      rejected.isEmpty
      ? [.paragraph(say(DeliveryWording.noRejected))]
      : [.paragraph(say(DeliveryWording.rejectedTitle)), .list(rejected)]
    return [
      .paragraph(say(DeliveryWording.byTable)),
      .table(DeliveryWording.columns.map(say), tableRows(sources)),
      .paragraph(sentences([say(DeliveryWording.otherNote)] + lateTables)),
    ] + list
  }

  // Their counts of the window lack its last months, which no row of a table tells.
  private var lateTables: [String] {
    Table.all.compactMap { table in
      input.observation.end(ofLate: table).map { last in
        say(DeliveryWording.late(tableName(table.name), "\(last)"))
      }
    }
  }

  private func tableRows(_ sources: [SourceSummary]) -> [[String]] {
    let byTable = Dictionary(grouping: sources, by: \.table)
    return byTable.keys.sorted().map { table in
      let group = byTable[table] ?? []
      let sums = SourceSummary.kinds.indices.map { kind in
        group.reduce(0) { $0 + count($1, kind) }
      }
      let other = sums.dropFirst(5).reduce(0, +)
      let figures = [group.count] + sums.prefix(5) + [other]
      return [tableName(table)] + figures.map(Numerals.grouped)
    }
  }

  private func count(_ source: SourceSummary, _ kind: Int) -> Int {
    kind < source.counts.count ? source.counts[kind] : 0
  }

  private var months: [Block] {
    let unitMonths = input.observation.unitMonths
    let observed = min(input.observation.firstMonth, window.upperBound)...window.upperBound
    let periods = [(FrameWording.windowLabel, window), (FrameWording.observed, observed)]
    let rows = periods.map { label, period in
      let count = DeliveryCount(unitMonths.filter { period.contains($0.month) })
      let figures = [count.expected, count.received, count.expected - count.received]
      return [say(label) + " " + range(period)] + figures.map(Numerals.grouped) + [count.share]
    }
    let byRule = Dictionary(grouping: unitMonths, by: \.rule).mapValues(\.count)
    return [
      .paragraph(say(DeliveryWording.months)),
      .table(DeliveryWording.monthColumns.map(say), rows),
      .paragraph(
        sentences([
          say(input.deliveryNote), say(DeliveryWording.rules(byRule)),
        ])),
    ]
  }

  private var missingMonths: [Block] {
    let missing = Dictionary(
      grouping: input.observation.unitMonths.filter { !$0.isSent }, by: \.unitCode)
    guard !missing.isEmpty else { return [.paragraph(say(DeliveryWording.noMissing))] }
    let rows = missing.keys.sorted().map { code in
      let months = (missing[code] ?? []).map(\.month)
      return [
        input.observation.names.unit(code), code, String(Set(months).count), ranges(months),
      ]
    }
    return [
      .paragraph(say(DeliveryWording.missingTitle)),
      .table(DeliveryWording.missingColumns.map(say), rows),
    ]
  }
}
