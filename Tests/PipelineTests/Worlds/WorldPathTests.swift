import CSV
import Contracts
import Counting
import Power
import Simulation
import Testing

/// The exports of a planted world through the real programs, and the world counted directly.
@Suite struct WorldPathTests {
  private struct Size {
    let rows: Int
    let items: Int
    let casesPerYear = 1_500
    let months = 36
    let seed: UInt64 = 4
  }

  private func world(_ preset: WorldPreset, _ size: Size) -> PlantedWorld {
    var parameters = preset.parameters
    (parameters.rows, parameters.columns) = (size.rows, size.items)
    if parameters.grid == .unitDomain { parameters.domains = size.items }
    (parameters.months, parameters.casesPerYear) = (size.months, Double(size.casesPerYear))
    return PlantedWorld(parameters, seed: size.seed)
  }

  private func counts(_ preset: WorldPreset, _ size: Size) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let scale =
      "--rows \(size.rows) --items \(size.items) --cases-per-year \(size.casesPerYear) "
      + "--months \(size.months)"
    let stages = [
      "caseload init .",
      "caseload-simulate --world \(preset.rawValue) --seed \(size.seed) \(scale) --output .",
      "caseload-ingest -C .", "caseload-archive -C .", "caseload-count -C .",
    ]
    for stage in stages {
      let outcome = try await Programs.run(stage, in: folder.path)
      try #require(outcome.exitCode == 0, "\(stage): \(outcome.everything)")
    }
    return folder
  }

  private func csv(_ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter()
    for row in rows { writer.append(row) }
    return writer.bytes
  }

  @Test(
    arguments: [
      (WorldPreset.base, 4, 60), (.merged, 4, 60), (.latepower, 4, 60), (.feedsgap, 4, 60),
      (.units, 30, 6),
    ])
  func programsAndDirectPathCountTheSame(
    _ preset: WorldPreset, _ rows: Int, _ items: Int
  ) async throws {
    let size = Size(rows: rows, items: items)
    let folder = try await counts(preset, size)
    let world = world(preset, size)
    let month = WorldInput.lastMonth(of: world)
    let observation = WorldInput.observation(of: world, window: 12)
    #expect(observation.cases.sums.count > 200)
    let tables = [
      "cells": [Cell.columns] + observation.cells.map(\.row),
      "unit_months": [UnitMonth.columns] + observation.unitMonths.map(\.row),
      "case_counts": observation.cases.rows, "unmatched": observation.unmatched.rows,
      "case_blanks": observation.blanks.rows,
    ]
    for name in tables.keys.sorted() {
      let counted = try folder.bytes("counts/\(month)/\(name).csv")
      let direct = tables[name].map { csv($0) }
      #expect(difference(direct, counted) == nil, "\(preset) \(name)")
    }
  }
}
