internal import Contracts
internal import Simulation

/// Writes what was measured as a page of Markdown tables.
public struct PowerReport: Sendable {
  private let outcomes: [WorldOutcome]
  private let grid: PowerGrid

  /// Prepares the page.
  public init(_ outcomes: [WorldOutcome], of grid: PowerGrid) {
    self.outcomes = outcomes
    self.grid = grid
  }

  /// The page; the same outcomes give the same text.
  public var text: String {
    """
    # Power of the zero-case method in planted worlds

    Made by `make power`; do not edit. Seeds \(grid.seeds.lowerBound) to \
    \(grid.seeds.upperBound) of each world of `caseload-simulate --world`, nominal false \
    discovery rate \(percent(grid.level)), silence of \(grid.window) months or more.

    False share: flags on cells that are not inactive, by all flags of a world; mean and worst \
    world. False findings: the same, a group of cells that stopped together counted once. Power: flagged by inactive cells, of cells that would have expected at least so many \
    cases in all months. Limit: a Bayes posterior that knows everything of a world but the cells \
    themselves. AP: average precision of the order by posterior. Naive: no case in twelve \
    months. Poisson: row and column sums, Benjamini-Hochberg.

    ## Worlds

    \(table(worldHeader, groups.map(worldRow)))

    ## Sure flags

    Cells of grade A (posterior of inaction of at least \(percent(Judgement.sureScore)), no group that \
    stopped together), and for the limit those of that posterior.

    \(table(sureHeader, groups.map(sureRow)))

    ## Calibration

    Cells of all worlds by their posterior of inaction: mean of the posterior, and share that is \
    inactive.

    \(table(calibrationHeader, calibrationRows))

    ## Power by expected cases

    Share of inactive cells that are flagged, by the cases that they would have expected in all \
    months: the method, then the limit.

    \(table(bandHeader, groups.map(bandRow)))

    """
  }

  private struct Group {
    let preset: WorldPreset
    let outcomes: [WorldOutcome]

    func pooled(_ part: (WorldOutcome) -> Measurement) -> Measurement {
      outcomes.reduce(into: Measurement()) { $0.add(part($1)) }
    }

    func mean(_ part: (WorldOutcome) -> Double?) -> Double? {
      let values = outcomes.compactMap(part)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    func sum(_ part: (WorldOutcome) -> Int) -> Int { outcomes.reduce(0) { $0 + part($1) } }
  }

  private var groups: [Group] {
    grid.presets.map { preset in
      Group(preset: preset, outcomes: outcomes.filter { $0.preset == preset })
    }
  }

  private let worldHeader = [
    "world", "worlds", "cells", "inactive", "flags", "per 1,000", "false, mean", "false, worst",
    "false findings", "power", "power ≥ 3", "limit ≥ 3", "ratio", "power ≥ 10", "limit ≥ 10",
    "ratio", "AP",
    "AP, limit", "false, limit", "false, naive", "false, Poisson",
  ]

  private func worldRow(_ group: Group) -> [String] {
    let (own, limit) = (group.pooled(\.own), group.pooled(\.limit))
    let cells = group.sum(\.cells)
    let rate = cells == 0 ? nil : 1_000 * Double(own.flags) / Double(cells)
    let worst = group.outcomes.map(\.own.falseShare).max()
    let powers = [3.0, 10].flatMap { least -> [String] in
      let pair = (own.power(expectingAtLeast: least), limit.power(expectingAtLeast: least))
      return [number(pair.0), number(pair.1), number(ratio(pair.0, pair.1))]
    }
    return [
      group.preset.rawValue, String(group.outcomes.count), Numerals.grouped(cells),
      Numerals.grouped(group.sum(\.inactive)), Numerals.grouped(own.flags),
      rate.map { Numerals.fixed($0, places: 1) } ?? "–", number(group.mean(\.own.falseShare)),
      number(worst), number(group.mean(\.own.falseFindingShare)),
      number(own.power(expectingAtLeast: 0)),
    ] + powers + [
      number(group.mean(\.ownPrecision)), number(group.mean(\.limitPrecision)),
      number(group.mean(\.limit.falseShare)), number(group.mean(\.silent.falseShare)),
      number(group.mean(\.poisson.falseShare)),
    ]
  }

  private let sureHeader = ["world", "cells", "false share", "cells, limit", "false share, limit"]

  private func sureRow(_ group: Group) -> [String] {
    let (own, limit) = (group.pooled(\.own), group.pooled(\.limit))
    return [
      group.preset.rawValue, Numerals.grouped(own.sure), number(own.falseSureShare),
      Numerals.grouped(limit.sure), number(limit.falseSureShare),
    ]
  }

  private let calibrationHeader = [
    "posterior", "cells", "mean", "inactive", "cells, limit", "mean, limit", "inactive, limit",
  ]

  private var calibrationRows: [[String]] {
    let bounds = Calibration.bounds
    let all = outcomes.reduce(into: (own: Measurement(), limit: Measurement())) {
      $0.own.add($1.own)
      $0.limit.add($1.limit)
    }
    return bounds.indices.map { bin in
      let upper = bin + 1 < bounds.count ? bounds[bin + 1] : 1
      let range =
        Numerals.decimal(bounds[bin], places: 2) + "–" + Numerals.decimal(upper, places: 2)
      return [range]
        + [all.own.calibration, all.limit.calibration].flatMap { calibration in
          [
            Numerals.grouped(calibration.cells[bin]), number(calibration.predicted(bin)),
            number(calibration.realised(bin)),
          ]
        }
    }
  }

  private var bandHeader: [String] {
    let bounds = Measurement.bounds.map { Numerals.decimal($0, places: 0) }
    let bands = bounds.indices.map { band in
      band + 1 < bounds.count ? "\(bounds[band])–\(bounds[band + 1])" : bounds[band] + "+"
    }
    return ["world"] + bands.map { "inactive \($0)" } + bands + bands.map { "limit \($0)" }
  }

  private func bandRow(_ group: Group) -> [String] {
    let (own, limit) = (group.pooled(\.own), group.pooled(\.limit))
    let bands = Measurement.bounds.indices
    return [group.preset.rawValue] + bands.map { Numerals.grouped(own.inactive[$0]) }
      + bands.map { number(own.power(ofBand: $0)) } + bands.map { number(limit.power(ofBand: $0)) }
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.indices.map { $0 == 0 ? "---" : "--:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private func ratio(_ own: Double?, _ limit: Double?) -> Double? {
    guard let own, let limit, limit > 0 else { return nil }
    return own / limit
  }

  private func number(_ value: Double?) -> String {
    value.map { Numerals.fixed($0, places: 3) } ?? "–"
  }

  private func percent(_ share: Double) -> String {
    Numerals.decimal(100 * share, places: 1) + "%"
  }
}
