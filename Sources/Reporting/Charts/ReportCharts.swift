import Contracts

extension Draft {
  /// Every chart of the report and the briefing, each once, by name.
  var charts: [Chart] {
    let all =
      [flagsChart, silenceChart, districtsChart].compactMap { $0 }
      + questionCharts.compactMap { $0 }
      + orderedResults.filter(\.coverage.isComputed).flatMap(comparisons)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
  }
}
