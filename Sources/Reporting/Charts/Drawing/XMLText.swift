/// Delivered text as text of an XML or HTML document, never as a tag, entity or direction.
enum XMLText {
  /// One line without hidden characters, with every active character escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in InertText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
