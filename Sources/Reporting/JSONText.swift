/// A JSON value whose keys keep their order.
indirect enum JSONText {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value, indented by two spaces.
  var text: String { text(depth: 0) }

  private func text(depth: Int) -> String {
    switch self {
    case .string(let value): JSONText.quoted(value)
    case .integer(let value): String(value)
    case .boolean(let value): String(value)
    case .array(let values):
      JSONText.block(values.map { $0.text(depth: depth + 1) }, "[", "]", depth)
    case .object(let pairs):
      JSONText.block(
        pairs.map { JSONText.quoted($0.0) + ": " + $0.1.text(depth: depth + 1) }, "{", "}", depth)
    }
  }

  private static func block(
    _ parts: [String], _ start: String, _ end: String, _ depth: Int
  ) -> String {
    guard !parts.isEmpty else { return start + end }
    let outer = String(repeating: "  ", count: depth)
    let body = parts.map { outer + "  " + $0 }.joined(separator: ",\n")
    return start + "\n" + body + "\n" + outer + end
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
