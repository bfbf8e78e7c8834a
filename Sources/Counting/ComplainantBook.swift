import Contracts

/// Who complained about what units may enforce, by pseudonym.
struct ComplainantBook {
  /// Complaints of one complainant about one item in one month.
  struct Complaints {
    /// Months from the first observed one.
    let month: Int
    /// Code of the item; empty where none is stated.
    let item: String
    let count: Int
    fileprivate let complainant: UInt32
  }

  private var bySubject: [[String]: [Complaints]] = [:]

  /// Nobody is known.
  init() {}

  /// Reads mapped complaints in the shape of `Tally.complainants`.
  ///
  /// - Parameters:
  ///   - tally: The complaints.
  ///   - asking: Kinds that ask for enforcement.
  ///   - first: First observed month.
  init(_ tally: Tally, asking: Set<String>, first: Month) {
    let columns = tally.keys.indices.map { tally.column($0) }
    let months = columns[0].values { Month($0).map { $0.index - first.index } }
    let isAsking = columns[6].values { asking.contains($0) }
    let (amounts, width) = (tally.amounts, tally.measures.count)
    for row in tally.sums.indices where isAsking[row] && !columns[1][row].isEmpty {
      guard let month = months[row] else { continue }
      bySubject[[columns[1][row], columns[3][row]], default: []].append(
        Complaints(
          month: month, item: columns[4][row], count: amounts[row * width],
          complainant: columns[10].codes[row]))
    }
  }

  /// Complaints about a unit's domain beyond the first of each complainant, of those that are asked for.
  func repeated(_ unit: String, _ domain: String, where isAsked: (Complaints) -> Bool) -> Int {
    var complainants: Set<UInt32> = []
    var all = 0
    for complaints in bySubject[[unit, domain]] ?? [] where isAsked(complaints) {
      all += complaints.count
      complainants.insert(complaints.complainant)
    }
    return all - complainants.count
  }
}
