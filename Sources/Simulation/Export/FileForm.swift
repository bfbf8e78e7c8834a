import CSV

/// How the bytes of one export look.
struct FileForm {
  /// How the dates of a file are written.
  enum DateStyle {
    case dashes
    case slashes
    case chinese
    case withTime
  }

  /// What ends a line.
  enum LineEnd: String {
    case crlf = "CRLF"
    case lineFeed = "LF"
    case carriageReturn = "CR"
  }

  var encoding = TextEncoding.utf8
  var hasByteOrderMark = true
  var delimiter = Delimiter.comma
  var lineEnd = LineEnd.crlf
  var dates = DateStyle.dashes
  /// Whether the columns stand in another order than usual.
  var isReordered = false
  /// Whether fines are given in ten thousands of yuan.
  var isInTenThousands = false
  /// Whether an unknown column of remarks stands at the end.
  var hasRemarks = false

  /// One line that names the form, for the truth table.
  var summary: String {
    let mark = hasByteOrderMark ? " BOM" : ""
    return "\(encoding.rawValue)\(mark) \(delimiterName) \(lineEnd.rawValue)"
  }

  private var delimiterName: String {
    switch delimiter {
    case .comma: "comma"
    case .tab: "tab"
    case .semicolon: "semicolon"
    }
  }
}

extension FileForm {
  private static let gb18030 = [
    Month(2022, 2), Month(2022, 4), Month(2022, 7), Month(2022, 10), Month(2023, 1),
    Month(2023, 5), Month(2023, 8), Month(2023, 11), Month(2024, 3), Month(2024, 7),
  ]
  private static let utf16 = [Month(2022, 5), Month(2023, 9)]
  private static let plain = [Month(2022, 8), Month(2023, 3), Month(2024, 2)]
  private static let reordered = [Month(2022, 6), Month(2023, 6), Month(2024, 5)]
  private static let dateStyles: [Month: DateStyle] = [
    Month(2022, 3): .slashes, Month(2024, 8): .slashes, Month(2023, 2): .chinese,
    Month(2023, 10): .withTime,
  ]

  /// The form of the case export of a month.
  static func cases(of month: Month) -> FileForm {
    var form = FileForm()
    if gb18030.contains(month) {
      form.encoding = .gb18030
      form.hasByteOrderMark = false
    }
    if utf16.contains(month) {
      form.encoding = .utf16LittleEndian
      form.delimiter = .tab
    }
    if plain.contains(month) {
      form.hasByteOrderMark = false
      form.lineEnd = .lineFeed
    }
    if month == Month(2023, 12) { form.delimiter = .semicolon }
    if month == Month(2022, 11) { form.lineEnd = .carriageReturn }
    form.dates = dateStyles[month] ?? .dashes
    form.isReordered = reordered.contains(month)
    form.isInTenThousands = month == Month(2024, 9)
    form.hasRemarks = month == Month(2022, 9)
    return form
  }
}
