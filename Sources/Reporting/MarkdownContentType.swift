import Mustache

/// Escapes a value so that GitHub Markdown and pandoc both show it as plain text.
///
/// Dates, numbers, codes and Chinese text stay readable: what matters only at the start of a
/// line is escaped only at the start of a value.
struct MarkdownContentType: MustacheContentType {
  func escapeText(_ text: String) -> String {
    let scalars = trimmed(Array(InertText.line(text).unicodeScalars))
    let marker = listMarker(scalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isEscaped =
        isActive(scalar) || index == marker || (index == 0 && opensBlock(scalar))
        || joins(scalars, at: index)
      if isEscaped { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = scalars.firstIndex(where: { $0 != " " }),
      let last = scalars.lastIndex(where: { $0 != " " })
    else { return [] }
    return Array(scalars[first...last])
  }

  /// Characters that mean something anywhere in a line.
  private func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "{", "}", "<", ">", "&", "~", "^", "$", "@", "|": true
    default: false
    }
  }

  /// Characters that open a block at the start of a line.
  private func opensBlock(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "#", "+", "-", "=", ":", "%", "(": true
    default: false
    }
  }

  /// Position of the point or bracket of a list marker such as `1.`, `a)` or `iv.`.
  private func listMarker(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let end = scalars.firstIndex(where: { !isNumeral($0) }),
      end > 0, scalars[end] == "." || scalars[end] == ")",
      end + 1 == scalars.count || scalars[end + 1] == " "
    else { return nil }
    return end
  }

  private func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    "0123456789abIVXLCDMivxlcdmAB".unicodeScalars.contains(scalar)
  }

  /// Characters that mean something beside their neighbours: `--`, `://` and `www.`.
  private func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalars[index] {
    case "-": return next == "-" || (index > 0 && scalars[index - 1] == "-")
    case ":": return next == "/"
    case ".":
      let before = scalars[max(0, index - 3)..<index]
      return before.count == 3 && before.allSatisfy { $0 == "w" || $0 == "W" }
    default: return false
    }
  }
}
