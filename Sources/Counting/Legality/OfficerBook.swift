import Contracts

/// Officers by year, with their roles and certificates.
struct OfficerBook: Sendable {
  /// What the table says of an officer in one year.
  struct Entry: Sendable {
    let unit: String
    let role: String
    let certificateValidTo: CalendarDate?
  }

  /// How the officers that a case names stand in the table on the day of the decision.
  struct Standing {
    var certified = 0
    var uncertified = 0
    var unlisted = 0
    var auxiliary = 0
  }

  private var byYear: [Int: [String: [Entry]]] = [:]
  private let years: [Int]

  /// Whether there is no table of officers.
  var isEmpty: Bool { years.isEmpty }

  /// Reads the officers table.
  init(_ table: ArchivedTable) {
    for row in table.rows {
      let officer = table.cell(row, "officer")
      guard let year = Int(table.cell(row, "year")), !officer.isEmpty else { continue }
      byYear[year, default: [:]][officer, default: []].append(
        Entry(
          unit: table.cell(row, "unit_code"), role: table.cell(row, "role"),
          certificateValidTo: CalendarDate(table.cell(row, "certificate_valid_to"))))
    }
    years = byYear.keys.sorted()
  }

  /// The year whose list answers for another: itself, else the nearest earlier, else the first.
  func year(for year: Int) -> Int? { years.last { $0 <= year } ?? years.first }

  /// How officers stand on a day.
  func standing(of officers: Set<String>, on day: CalendarDate) -> Standing {
    var standing = Standing()
    let list = year(for: day.components.year).flatMap { byYear[$0] } ?? [:]
    for officer in officers {
      guard let entries = list[officer] else {
        standing.unlisted += 1
        continue
      }
      if entries.allSatisfy({ $0.role == "auxiliary" }) { standing.auxiliary += 1 }
      // One valid certificate is enough, wherever it is listed.
      let ends = entries.compactMap(\.certificateValidTo)
      guard let last = ends.max() else { continue }
      if last >= day { standing.certified += 1 } else { standing.uncertified += 1 }
    }
    return standing
  }
}
