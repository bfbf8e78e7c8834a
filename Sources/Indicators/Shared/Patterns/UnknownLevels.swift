import Contracts

/// Words of comparisons within levels where no unit states its level.
///
/// All units are then one group (`Peers`): no sentence may say that they are of one level.
enum UnknownLevels {
  static let column = "units.level"

  /// Whether no unit states a level, though there are units.
  static func hold(in observation: Observation) -> Bool {
    !observation.units.isEmpty && observation.units.allSatisfy(\.level.isEmpty)
  }

  /// Whether an indicator compares units within levels, by what its page says.
  static func matter(to page: IndicatorPage) -> Bool {
    let page = page.definition.chinese
    return page.contains("同级") || page.contains("同层级")
  }

  /// A result whose sentences call the group by what it is, and whose coverage names the column.
  static func told(_ result: IndicatorResult) -> IndicatorResult {
    guard result.coverage.isComputed else { return result }
    var told = result
    told.lack([column])
    told.headline = phrase(result.headline)
    told.flags = result.flags.map(lowered)
    told.tables = result.tables.map { table in
      ResultTable(
        title: phrase(table.title), columns: table.columns.map(phrase), rows: table.rows)
    }
    return told
  }

  // Bodies of a city and of a town have other cases: what lies between them is no finding.
  private static func lowered(_ flag: Flag) -> Flag {
    let reason = phrase(flag.reason)
    guard reason != flag.reason else { return flag }
    var told = flag
    told.reason = Phrase(
      reason.chinese + "单位表没有层级，未能按层级比较，只作提示。",
      reason.english
        + " The table of units holds no levels, so that all units are compared: a notice only.")
    told.severity = .notice
    return told
  }

  private static func phrase(_ phrase: Phrase) -> Phrase {
    Phrase(
      chinese.reduce(phrase.chinese) { $0.replacing($1.0, with: $1.1) },
      english.reduce(phrase.english) { $0.replacing($1.0, with: $1.1) })
  }

  private static let chinese = [("同层级", "全市同类"), ("同级", "全市同类")]
  private static let english = [
    ("Centre of the level", "Centre of the city"), ("of the same level", "of the city"),
    ("of its level", "of the city"), ("of the level", "of the city"),
    ("of their level", "of the city"), ("its level lets", "the city lets"),
    ("for its level", "for the city"), ("within level", "within the city"),
  ]
}
