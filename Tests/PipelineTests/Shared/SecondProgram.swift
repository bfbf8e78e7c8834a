/// What an example's second program printed of odds ratios.
struct SecondProgram {
  private let lines: [Substring]

  init(_ printed: String) { lines = printed.split(separator: "\n") }

  /// An odds ratio with its limits, and the number that stands before it.
  struct OddsRatio {
    let size: Int
    let value: Double
    let lower: Double
    let upper: Double

    /// The ratio and its limits.
    var numbers: [Double] { [value, lower, upper] }
  }

  /// The odds ratio of a line, below a headline where the program prints several blocks.
  ///
  /// - Parameters:
  ///   - name: The line's first words, after which a number or another column follows.
  ///   - headline: How the line above the block begins; empty for the first block.
  /// - Returns: Nil where there is no such line.
  func oddsRatio(_ name: String, below headline: String = "") -> OddsRatio? {
    let start = lines.firstIndex { $0.hasPrefix(headline) }
    // "ward" is not "ward risk": two spaces end a name.
    let line = start.flatMap { start in
      lines[start...].map { $0.drop { $0 == " " } }.first { $0.hasPrefix(name + "  ") }
    }
    guard let line else { return nil }
    let numbers = line.dropFirst(name.count).split { " ()-".contains($0) }.compactMap { Double($0) }
    guard numbers.count >= 4 else { return nil }
    return OddsRatio(
      size: Int(numbers[0]), value: numbers[1], lower: numbers[2], upper: numbers[3])
  }
}

/// Whether numbers printed with six significant digits are those of another program.
func agreeToSixDigits(_ printed: [String], _ numbers: [Double]) -> Bool {
  printed.count == numbers.count
    && zip(printed, numbers).allSatisfy { text, number in
      // Half a unit of the sixth digit is at most this share of the number.
      Double(text).map { abs($0 / number - 1) <= 5.1e-6 } ?? false
    }
}

/// Cells of the rows of a Markdown table that begin with a text, without the marks between them.
func tableRows(_ report: String, beginning start: String) -> [[String]] {
  report.split(separator: "\n").filter { $0.hasPrefix("| " + start) }.map { line in
    line.split(separator: "|").map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
