/// An identifier of a person or an organisation as far as it can be used for matching.
public enum PartyIdentifier: Hashable, Sendable {
  /// Usable; the warning, if any, is counted.
  case usable(String, warning: String?)
  /// Not usable for matching, and why.
  case unusable(String)

  /// Reads a cell: GB 11643 personal numbers, GB 32100 organisation codes, others as they are.
  public init(_ text: String) {
    // The usual form: nothing to fold, and no mark that says more than one thing.
    if let check = IdentifierCheck(plain: text.utf8Span.span) {
      self.init(text, check)
      return
    }
    let value = Self.folded(text)
    let bytes = Array(value.utf8)
    if bytes.isEmpty || Self.emptyWords.contains(value) {
      self = .unusable("ID-EMPTY")
    } else if Self.isFiller(bytes) {
      // One filler for all would make one party of them.
      self = .unusable("ID-FILLER")
    } else if bytes.contains(UInt8(ascii: "*")) || value.contains("×") || value.contains("某") {
      self = .unusable("ID-MASKED")
    } else if value.contains(where: { "、;；,，".contains($0) }) {
      self = .unusable("ID-MANY")
    } else if (try? CodeRule.code(value)) == nil {
      self = .unusable("ID-SCI")
    } else if bytes.count == 18 {
      self.init(value, IdentifierCheck(eighteen: bytes.span))
    } else {
      self = .usable(value, warning: nil)
    }
  }

  /// Words that stand where an identifier or a name is not known, in capitals.
  static let emptyWords: Set<String> = [
    "-", "—", "/", "无", "暂无", "空", "不详", "不明", "未知", "未提供", "未登记", "未填", "无证件", "无身份证", "匿名",
    "匿名举报", "匿名投诉", "匿名举报人", "匿名投诉人", "NULL", "NONE", "N/A", "NA",
  ]

  /// An identifier without guards and white space, in capitals: numbers on a list are those in a cell.
  static func folded(_ text: String) -> String {
    let unguarded = Folding.unguarded(Folding.compatible(text))
    // Once more: a capital may have come apart from its accents.
    return Folding.compatible(Folding.withoutSpace(unguarded).uppercased())
  }

  // Zeros or one letter, three times and more. Of other digits only as many as a personal number has:
  // 222 may well be the number of a licence.
  private static func isFiller(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, first != UInt8(ascii: "*"), first < 0x80 else { return false }
    let isOtherDigit = (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first)
    return bytes.count >= (isOtherDigit ? 15 : 3) && bytes.allSatisfy { $0 == first }
  }

  private init(_ value: String, _ check: IdentifierCheck) {
    switch check {
    case .usable(let warning): self = .usable(value, warning: warning)
    case .unusable(let warning): self = .unusable(warning)
    }
  }
}
