/// What the follow-up table may hold without naming anyone: numbers of flags, and known steps.
public enum FollowUpText {
  /// Steps, in the words of either language.
  public static let steps = FollowUpStep.ofFileReview.union(FollowUpStep.texts)

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

  /// A known step in small letters, or nothing.
  public static func step(_ text: String) -> String {
    let word = text.lowercased()
    return steps.contains(word) ? word : ""
  }
}
