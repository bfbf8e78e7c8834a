import Statistics

/// Tests of one indicator by level and category, so that other tests of it can be adjusted with them.
struct LevelTests {
  private var groups: [String: [AdjustedPValues.Group]] = [:]

  /// Makes no tests.
  init() {}

  /// The tests among these answers.
  init(_ answers: [ContrastAnswer]) {
    let judged = answers.filter { $0.centre != nil }
    let families = Dictionary(grouping: judged) { [$0.level, $0.subject.category] }
    for key in families.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let family = families[key] ?? []
      add(family.map(\.pValue), share: family.first?.outlyingShare, level: key[0])
    }
  }

  /// The tests among these answers.
  init(_ answers: [MeanAnswer]) {
    let judged = answers.filter { $0.centre != nil }
    let families = Dictionary(grouping: judged) { [$0.level, $0.subject.category] }
    for key in families.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let family = families[key] ?? []
      add(family.map(\.pValue), share: family.first?.outlyingShare, level: key[0])
    }
  }

  private mutating func add(_ pValues: [Double], share: Double?, level: String) {
    groups[level, default: []].append(
      AdjustedPValues.Group(pValues, outlyingShare: share ?? 0))
  }

  /// The tests of a level.
  func of(_ level: String) -> [AdjustedPValues.Group] { groups[level] ?? [] }
}
