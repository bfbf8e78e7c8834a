import CSV
import Contracts
import Power
import Simulation
import Testing

/// The exports of a pattern world through the real programs, and the world counted directly.
@Suite struct PatternPathTests {
  private func world(_ preset: PatternPreset) -> PatternWorld {
    var parameters = preset.parameters
    parameters.units = 3
    return PatternWorld(parameters, seed: 4)
  }

  private func csv(_ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter()
    for row in rows { writer.append(row) }
    return writer.bytes
  }

  @Test(
    arguments: [
      PatternPreset.severity, .burst, .conversionunit, .conversioncomplaints, .profit, .quota,
    ])
  func exportsAreIngestedWithoutARejectAndCountTheSame(_ preset: PatternPreset) async throws {
    let folder = try TemporaryFolder()
    let stages = [
      "caseload init .",
      "caseload-simulate --pattern \(preset.rawValue) --seed 4 --rows 3 --output .",
      "caseload-ingest -C .", "caseload-archive -C .", "caseload-count -C .",
    ]
    for stage in stages {
      let outcome = try await Programs.run(stage, in: folder.path)
      try #require(outcome.exitCode == 0, "\(stage): \(outcome.everything)")
    }
    #expect(try folder.files(below: "rejects").isEmpty)
    let observation = PatternInput.observation(world(preset), window: 12)
    let tables = [
      "cells": [Cell.columns] + observation.cells.map(\.row),
      "unit_months": [UnitMonth.columns] + observation.unitMonths.map(\.row),
      "case_counts": observation.cases.rows, "unmatched": observation.unmatched.rows,
    ]
    for name in tables.keys.sorted() {
      let counted = try folder.bytes("counts/2024-12/\(name).csv")
      #expect(difference(tables[name].map { csv($0) }, counted) == nil, "\(preset) \(name)")
    }
  }
}
