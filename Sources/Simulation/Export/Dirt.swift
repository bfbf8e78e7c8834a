/// What makes the export of one month dirty; each count is a number of records.
struct Dirt {
  var impossibleDates = 0
  var futureDates = 0
  var damagedCodes = 0
  var negativeFines = 0
  var overlongFines = 0
  var brokenQuotes = 0
  var truncations = 0
  var blanks = 0
  var repeatedHeaders = 0
  var totalRows = 0
  var duplicates = 0
  var conflicts = 0
  var quotedNames = 0
  /// Whether single rows write money and dates in other accepted ways.
  var hasVariants = true

  private static let byMonth: [Month: Dirt] = [
    Month(2022, 1): Dirt(totalRows: 1),
    Month(2022, 2): Dirt(blanks: 2),
    Month(2022, 3): Dirt(truncations: 1),
    Month(2022, 4): Dirt(impossibleDates: 1),
    Month(2022, 5): Dirt(duplicates: 3),
    Month(2022, 6): Dirt(damagedCodes: 1),
    Month(2022, 7): Dirt(quotedNames: 4),
    Month(2022, 8): Dirt(blanks: 3),
    Month(2022, 9): Dirt(duplicates: 4),
    Month(2022, 10): Dirt(impossibleDates: 1, totalRows: 1),
    Month(2022, 11): Dirt(quotedNames: 2),
    Month(2022, 12): Dirt(negativeFines: 1),
    Month(2023, 2): Dirt(duplicates: 3),
    Month(2023, 3): Dirt(conflicts: 1),
    Month(2023, 4): Dirt(futureDates: 1, repeatedHeaders: 1),
    Month(2023, 5): Dirt(impossibleDates: 1),
    Month(2023, 6): Dirt(quotedNames: 4),
    Month(2023, 7): Dirt(brokenQuotes: 1),
    Month(2023, 8): Dirt(totalRows: 1),
    Month(2023, 9): Dirt(damagedCodes: 1),
    Month(2023, 10): Dirt(duplicates: 4),
    Month(2023, 11): Dirt(blanks: 2),
    Month(2024, 1): Dirt(impossibleDates: 1),
    Month(2024, 2): Dirt(blanks: 1),
    Month(2024, 3): Dirt(duplicates: 3),
    Month(2024, 4): Dirt(overlongFines: 1),
    Month(2024, 6): Dirt(truncations: 1),
    Month(2024, 9): Dirt(hasVariants: false),
    Month(2024, 10): Dirt(totalRows: 1),
    Month(2024, 11): Dirt(duplicates: 3),
  ]

  static func cases(of month: Month) -> Dirt { byMonth[month] ?? Dirt() }
}
