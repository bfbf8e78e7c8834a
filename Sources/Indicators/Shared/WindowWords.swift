import Contracts

extension Observation {
  /// The window in words, and how much of it has data where that is not all.
  var windowInWords: Phrase {
    guard knownMonths < window else {
      return Phrase("窗口期\(window)个月内", "in \(window) months")
    }
    return Phrase(
      "窗口期有数据的\(knownMonths)个月内",
      "in the \(English.count(knownMonths, "month")) of the window with data")
  }
}
