/// Cells of a unit in a column of `cases` that cannot mean what the header says.
public struct ColumnDoubt: Hashable, Sendable {
  /// What is in doubt.
  public enum Kind: String, Sendable {
    /// The unit of money of fines and confiscations.
    case amounts = "amount_unit"
    /// The unit of money of what was paid.
    case paid = "paid_unit"
    /// The place of registration of parties, which is one code for all.
    case places = "party_region"
  }

  /// What is in doubt.
  public var kind: Kind
  /// Unit, present code.
  public var unitCode: String
  /// Months whose cells are in doubt.
  public var months: ClosedRange<Month>
  /// Cases that show it.
  public var cases: Int
  /// Amounts ÷ those of like cases, the median of these cases; nil for places.
  public var ratio: Double?
  /// Whether these are only part of the cases of the months.
  public var isPart = false
  /// The one code of all parties; empty for amounts.
  public var place = ""

  /// Makes a doubt.
  public init(
    _ kind: Kind, unitCode: String, months: ClosedRange<Month>, cases: Int, ratio: Double? = nil
  ) {
    self.kind = kind
    self.unitCode = unitCode
    self.months = months
    self.cases = cases
    self.ratio = ratio
  }
}
