extension Activity {
  /// A kind of tally that cells are made of.
  enum Source {
    case cases, handling, inspections, complaints, unread
    case answeredInspections, answeredComplaints

    /// What a measure of the tally adds to, and whether it is taken off instead.
    fileprivate var terms: [(measure: Measure, column: Int, sign: Int)] {
      switch self {
      case .cases:
        [
          (.cases, 1, 1), (.cases, 5, -1), (.filed, 2, 1), (.settled, 5, 1),
          (.settledFilings, 6, 1), (.everyCase, 1, 1),
        ]
      case .handling:
        [
          (.cases, 1, 1), (.cases, 3, -1), (.filed, 2, 1), (.settled, 3, 1),
          (.settledFilings, 4, 1), (.everyCase, 1, 1),
        ]
      case .inspections:
        [
          (.inspections, 0, 1), (.findings, 1, 1), (.openFindings, 4, 1), (.settled, 2, 1),
          (.settled, 3, 1), (.settled, 5, 1),
        ]
      case .complaints:
        [
          (.complaints, 0, 1), (.complaintsFiled, 1, 1), (.complaintsRefused, 2, 1),
          (.complaintsPending, 3, 1),
        ]
      case .unread: [(.unread, 0, 1)]
      case .answeredInspections: [(.findingsWithCase, 4, 1)]
      case .answeredComplaints: [(.complaintsWithCase, 0, 1)]
      }
    }
  }

  /// Rows of tallies, each with its month and the amounts that count.
  struct Rows {
    // Rows of one kind of tally that follow each other.
    private struct Stretch {
      let source: Source
      let start: Int
      let firstAmount: Int
      // Columns of the tally that are kept: of all they would not stay near the processor.
      let columns: [Int]
      // Their columns are places in `columns`.
      let terms: [(measure: Measure, column: Int, sign: Int)]
    }

    private var months: [Int32] = []
    private var amounts: [Int] = []
    private var stretches: [Stretch] = []

    /// Begins rows of a tally.
    mutating func begin(_ source: Source) {
      guard stretches.last?.source != source else { return }
      let columns = Set(source.terms.map(\.column)).sorted()
      let terms = source.terms.map { term in
        (term.measure, columns.firstIndex(of: term.column) ?? 0, term.sign)
      }
      stretches.append(
        Stretch(
          source: source, start: months.count, firstAmount: amounts.count, columns: columns,
          terms: terms))
    }

    /// Adds a row of the tally under way by its month, from the first one on; returns its number.
    mutating func append(_ month: Int32, _ row: Span<Int>) -> UInt32 {
      months.append(month)
      for column in stretches[stretches.count - 1].columns { amounts.append(row[column]) }
      return UInt32(months.count - 1)
    }

    /// Adds what a row counts to a series.
    func add(_ row: Int, to series: inout Series) {
      var place = stretches.count - 1
      while stretches[place].start > row { place -= 1 }
      let (own, amounts) = (stretches.span, amounts.span)
      let start =
        own[place].firstAmount + (row - own[place].start) * own[place].columns.count
      for index in own[place].terms.indices {
        let (measure, column, sign) = own[place].terms[index]
        let amount = amounts[start + column]
        if amount != 0 { series.add(sign * amount, measure, Int(months[row])) }
      }
    }
  }
}
