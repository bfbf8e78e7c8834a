import Power
import Simulation

/// Worlds that are small enough for a test.
enum SmallWorlds {
  static func parameters(_ preset: WorldPreset) -> WorldParameters {
    var parameters = preset.parameters
    if parameters.grid == .districtItem {
      (parameters.columns, parameters.casesPerYear) = (120, 6_000)
      (parameters.domains, parameters.groupsPerDomain) = (5, 2)
    } else {
      (parameters.rows, parameters.casesPerYear) = (40, 3_000)
    }
    return parameters
  }

  static func world(_ preset: WorldPreset, seed: UInt64 = 3) -> PlantedWorld {
    PlantedWorld(parameters(preset), seed: seed)
  }
}
