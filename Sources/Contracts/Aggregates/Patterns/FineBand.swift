/// What the catalogue says of the fines of an item in one period of validity; amounts in fen.
public struct FineBand: Hashable, Sendable {
  /// Item.
  public var itemCode: String
  /// First day; nil where it has none.
  public var from: CalendarDate?
  /// Last day; nil where it has none.
  public var through: CalendarDate?
  /// Lowest fine; nil where not stated, as for the amounts below.
  public var least: Int?
  /// Highest fine.
  public var most: Int?
  /// Fine from which legal review is due, inclusive.
  public var reviewThreshold: Int?
  /// Fine from which a hearing must be offered, inclusive.
  public var hearingThreshold: Int?
  /// The fine is a multiple of a base: bounds count in fen for each yuan of the base.
  public var isMultiple: Bool

  /// Makes a band without bounds that always holds.
  public init(itemCode: String, isMultiple: Bool = false) {
    self.itemCode = itemCode
    self.isMultiple = isMultiple
  }

  /// Whether the band holds on the last day of a month.
  public func covers(_ month: Month) -> Bool { holds(month.lastDay) }

  /// Whether the band holds on a day.
  public func holds(_ day: CalendarDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (through.map { day <= $0 } ?? true)
  }

  /// The bands of a catalogue, sorted by item and first day.
  public static func bands(of catalogue: ArchivedTable) -> [FineBand] {
    let bands = catalogue.rows.map { row in
      let cell = { (name: String) in catalogue.cell(row, name) }
      var band = FineBand(itemCode: cell("item_code"), isMultiple: cell("fine_basis") == "multiple")
      (band.from, band.through) = (CalendarDate(cell("valid_from")), CalendarDate(cell("valid_to")))
      (band.least, band.most) = (Int(cell("fine_min_fen")), Int(cell("fine_max_fen")))
      band.reviewThreshold = Int(cell("review_threshold_fen"))
      band.hearingThreshold = Int(cell("hearing_threshold_fen"))
      return band
    }
    return bands.sorted { $0.row.lexicographicallyPrecedes($1.row) }
  }

  /// Columns of the table of bands.
  public static let columns = [
    "item_code", "valid_from", "valid_to", "fine_min_fen", "fine_max_fen",
    "review_threshold_fen", "hearing_threshold_fen", "fine_basis",
  ]

  /// The band as a row.
  public var row: [String] {
    [itemCode, from?.description ?? "", through?.description ?? ""]
      + [least, most, reviewThreshold, hearingThreshold].map { $0.map { String($0) } ?? "" }
      + [isMultiple ? "multiple" : ""]
  }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == 8, !row[0].isEmpty else { return nil }
    self.init(itemCode: row[0], isMultiple: row[7] == "multiple")
    (from, through) = (CalendarDate(row[1]), CalendarDate(row[2]))
    (least, most) = (Int(row[3]), Int(row[4]))
    (reviewThreshold, hearingThreshold) = (Int(row[5]), Int(row[6]))
  }
}
