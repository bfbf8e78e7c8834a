/// What the follow-up table may hold without naming anyone: numbers of flags, and known steps.
public enum FollowUpText {
  /// Steps, in the words of either language.
  public static let steps: Set<String> = [
    "询问", "已询问", "发函", "已发函", "交办", "已交办", "asked", "答复", "已答复", "回复", "已回复", "answered",
    "整改", "已整改", "整改完成", "rectified", "销号", "已销号", "办结", "已办结", "closed", "合格", "不合格",
    "qualified", "unqualified",
  ]

  /// The number of a flag, or nothing where a text is none: it may be anything, a name too.
  public static func flagID(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard bytes.count == 16, (0x41...0x5A).contains(bytes[0]), isDigit(bytes[1]),
      isDigit(bytes[2]), bytes[3] == UInt8(ascii: "-"),
      bytes[4...].allSatisfy({ isDigit($0) || (0x61...0x66).contains($0) })
    else { return "" }
    return text
  }

  /// A known step, or nothing.
  public static func step(_ text: String) -> String {
    steps.contains(text.lowercased()) ? text : ""
  }
}
