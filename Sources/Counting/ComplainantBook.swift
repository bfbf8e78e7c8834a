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

  // By unit and domain, and by unit, domain and item.
  private var bySubject: [[String]: [Complaints]] = [:]
  private var complainants = TextCodes()

  /// Nobody is known.
  init() {}

  /// Reads mapped complaints in the shape of `Tally.complainants`.
  ///
  /// - Parameters:
  ///   - tally: The complaints.
  ///   - answered: Those of them that a delivered case followed, and do not count.
  ///   - asking: Kinds that ask for enforcement.
  ///   - first: First observed month.
  init(
    _ tally: Tally, answered: Tally = .complainants, asking: Set<String>, first: Month
  ) {
    add(tally, 1, asking, first)
    add(answered, -1, asking, first)
  }

  private mutating func add(_ tally: Tally, _ sign: Int, _ asking: Set<String>, _ first: Month) {
    let columns = tally.keys.indices.map { tally.column($0) }
    let months = columns[0].values { Month($0).map { $0.index - first.index } }
    let isAsking = columns[6].values { asking.contains($0) }
    let (amounts, width) = (tally.amounts, tally.measures.count)
    for row in tally.sums.indices where isAsking[row] && !columns[1][row].isEmpty {
      guard let month = months[row] else { continue }
      let complaints = Complaints(
        month: month, item: columns[4][row], count: sign * amounts[row * width],
        complainant: complainants.code(of: columns[10][row]))
      let domain = [columns[1][row], columns[3][row]]
      bySubject[domain, default: []].append(complaints)
      if !complaints.item.isEmpty {
        bySubject[domain + [complaints.item], default: []].append(complaints)
      }
    }
  }

  /// Whether anybody is known to have complained about a unit's domain.
  func knows(_ unit: String, _ domain: String) -> Bool { bySubject[[unit, domain]] != nil }

  /// Complaints about a unit's domain or item beyond the first of each complainant.
  ///
  /// - Parameters:
  ///   - unit: Its code.
  ///   - domain: The domain.
  ///   - item: Code of the item; nil for the domain as a whole.
  ///   - isAsked: Which complaints count.
  /// - Returns: Their number less that of the complainants.
  func repeated(
    _ unit: String, _ domain: String, item: String? = nil, where isAsked: (Complaints) -> Bool
  ) -> Int {
    // Most cells are asked where nobody is known.
    guard !bySubject.isEmpty else { return 0 }
    var counts: [UInt32: Int] = [:]
    for complaints in bySubject[[unit, domain] + (item.map { [$0] } ?? [])] ?? []
    where isAsked(complaints) {
      counts[complaints.complainant, default: 0] += complaints.count
    }
    return counts.values.reduce(0) { $0 + max(0, $1 - 1) }
  }
}
