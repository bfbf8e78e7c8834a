internal import Contracts
internal import Simulation

/// Writes what was measured in pattern worlds as a page of Markdown tables.
public struct PatternReport: Sendable {
  private let outcomes: [PatternOutcome]
  private let grid: PatternGrid

  /// Prepares the page.
  public init(_ outcomes: [PatternOutcome], of grid: PatternGrid) {
    self.outcomes = outcomes
    self.grid = grid
  }

  /// The page; the same outcomes give the same text.
  public var text: String {
    """
    # Power of the selective and profit indicators in planted worlds

    Made by `make power`; do not edit. Seeds \(grid.seeds.lowerBound) to \
    \(grid.seeds.upperBound) of each world of `caseload-simulate --pattern`, three times as many \
    where few flags are due; window of \(grid.window) months, at the indicators' defaults. Subjects \
    are units, in worlds of quotas domains.

    False share: flagged subjects that were not planted, by all flagged subjects of a world, 0 \
    without a flag; mean and worst world. Power: planted subjects with a flag, of all planted, with \
    the standard error that the worlds show. Stated: what a prototype of the recommended test \
    reached in five to twelve worlds of the same law (design note on methods). A dash: no such \
    indicator yet, or nothing stated.

    ## Something planted

    \(table(plantedHeader, groups.filter { !$0.preset.isNull }.map(plantedRow)))

    ## Nothing planted

    Every flag is false here. Share flagged: of the verdicts with enough to judge by.

    \(table(nullHeader, groups.filter { $0.preset.isNull }.map(nullRow)))

    """
  }

  private struct Group {
    let preset: PatternPreset
    let indicator: String
    let outcomes: [PatternOutcome]

    var isComputed: Bool { outcomes.contains { $0.isComputed } }

    func sum(_ part: (PatternOutcome) -> Int) -> Int { outcomes.reduce(0) { $0 + part($1) } }

    var start: [String] {
      [
        preset.rawValue, indicator, String(outcomes.count), Numerals.grouped(sum(\.subjects)),
      ]
    }
  }

  private var groups: [Group] {
    grid.presets.flatMap { preset in
      preset.indicators.map { indicator in
        Group(
          preset: preset, indicator: indicator,
          outcomes: outcomes.filter { $0.preset == preset && $0.indicator == indicator })
      }
    }
  }

  private let plantedHeader = [
    "world", "indicator", "worlds", "subjects", "planted", "assessed", "flagged", "false, mean",
    "false, worst", "false, stated", "power", "±", "power, stated",
  ]

  private func plantedRow(_ group: Group) -> [String] {
    let shares = group.outcomes.map(\.falseShare)
    let mean = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    let stated = PatternExpectation.of(group.preset, indicator: group.indicator)
    let isComputed = group.isComputed
    return group.start + [
      Numerals.grouped(group.sum(\.planted)), count(group.sum(\.assessed), isComputed),
      count(group.sum(\.flags), isComputed), number(isComputed ? mean : nil),
      number(isComputed ? shares.max() : nil), stated.falseShare,
      number(isComputed ? ratio(group.sum(\.found), group.sum(\.planted)) : nil),
      number(isComputed ? standardError(group.outcomes) : nil), stated.power,
    ]
  }

  // Of a ratio of sums over worlds, from how worlds differ; nil with fewer than two worlds.
  private func standardError(_ outcomes: [PatternOutcome]) -> Double? {
    let count = Double(outcomes.count)
    let planted = outcomes.reduce(0.0) { $0 + Double($1.planted) }
    guard count > 1, planted > 0 else { return nil }
    let share = outcomes.reduce(0.0) { $0 + Double($1.found) } / planted
    let squares = outcomes.reduce(0.0) { sum, outcome in
      let difference = Double(outcome.found) - share * Double(outcome.planted)
      return sum + difference * difference
    }
    return (squares * count / (count - 1)).squareRoot() / planted
  }

  private let nullHeader = [
    "world", "indicator", "worlds", "subjects", "assessed", "flagged", "share flagged",
    "worlds with a flag", "the same, stated",
  ]

  private func nullRow(_ group: Group) -> [String] {
    let isComputed = group.isComputed
    let (flags, assessed) = (group.sum(\.flags), group.sum(\.assessed))
    return group.start + [
      count(assessed, isComputed), count(flags, isComputed),
      number(isComputed ? ratio(flags, assessed) : nil),
      isComputed ? "\(group.outcomes.count { $0.flags > 0 }) of \(group.outcomes.count)" : dash,
      PatternExpectation.of(group.preset, indicator: group.indicator).nullWorlds,
    ]
  }

  private var dash: String { PatternExpectation.none }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.indices.map { $0 < 2 ? "---" : "--:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  private func count(_ number: Int, _ isComputed: Bool) -> String {
    isComputed ? Numerals.grouped(number) : dash
  }

  private func number(_ value: Double?) -> String {
    value.map { Numerals.fixed($0, places: 3) } ?? dash
  }
}
