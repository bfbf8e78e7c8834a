import Contracts

/// The days of a term as a sentence names them.
enum TermInDays {
  /// The days of a page's term, with those of each domain that has its own.
  static func phrase(of page: IndicatorPage, _ settings: IndicatorSettings) -> Phrase {
    let days = settings.count("days", of: page)
    let own = settings.domains(of: page).compactMap { entry in
      entry.values["days"].map { "\(entry.domain) \(Int($0.rounded()))" }
    }
    let (chinese, english) = (own.map { "，\($0)天" }, own.joined(separator: ", "))
    return Phrase(
      "\(days)天" + chinese.joined(),
      English.count(days, "day") + (own.isEmpty ? "" : " (\(english))"))
  }
}
