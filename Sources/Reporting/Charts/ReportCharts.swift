import Contracts

extension Draft {
  /// Every chart of the report and the briefing, each once, by name.
  var charts: [Chart] {
    let all =
      [flagsChart, silenceChart, districtsChart].compactMap { $0 }
      + questionGroups.enumerated().compactMap { questionChart($1, number: $0 + 1) }
      + orderedResults.filter(\.coverage.isComputed).flatMap(comparisons)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
  }
}
