import Contracts

/// Title, header and what several sections say.
enum FrameWording {
  static let disclaimer = Phrase(
    "标记是需要核实的线索，不是结论。未报送不等于零。",
    "A flag is a reason to look, not a verdict. Not sent is not zero.")
  /// The rule by which text is kept from being executed by a spreadsheet.
  static let guardedText = Phrase(
    "文本列中以=、+、-、@、制表符、换行或全角＝、＋、－、＠开头的内容前加有一个撇号（'），以免被电子表格当作公式；读取时去掉。",
    "In text columns an apostrophe (') stands before a cell that begins with =, +, -, @, a tab, a "
      + "line break or a full-width ＝＋－＠, so that no spreadsheet executes it; readers take it off.")
  static let shared = Phrase("共享版", "shared")
  static let isInternal = Phrase("内部版", "internal")
  static let total = Phrase("合计", "Total")
  static let none = Phrase("无。", "None.")
  static let yes = Phrase("是", "yes")
  static let no = Phrase("否", "no")
  static let item = Phrase("项目", "Item")
  static let value = Phrase("内容", "Value")

  static func title(_ city: String, _ month: String) -> Phrase {
    Phrase(
      "\(city)行政执法统计分析报告（\(month)）",
      "\(city): report on administrative law enforcement statistics, \(month)")
  }

  static func range(_ from: String, _ to: String) -> Phrase {
    Phrase("\(from)至\(to)", "\(from) to \(to)")
  }

  static let level = Phrase("版本", "Level")
  static let snapshot = Phrase("数据快照", "Snapshot")
  static let windowLabel = Phrase("分析窗口", "Window")
  static let observed = Phrase("观察期", "Observed period")
  static let reproduce = Phrase("复现命令", "To make it again")
  static let previous = Phrase("上一期", "Last report")
  static let noPrevious = Phrase("无", "none")

  static func snapshotNumber(_ number: Int) -> Phrase {
    Phrase("第\(number)号", "number \(number)")
  }

  static func window(_ range: String, _ months: Int) -> Phrase {
    Phrase("\(range)（共\(months)个月）", "\(range) (\(English.count(months, "month")))")
  }

  static func known(_ range: String, _ months: Int) -> Phrase {
    Phrase(
      "，其中有数据的为\(range)（\(months)个月）",
      ", of which \(range) (\(English.count(months, "month"))) has data")
  }

  static func rest(_ count: Int, _ file: String) -> Phrase {
    Phrase(
      "其余\(Numerals.grouped(count))项见 \(file)。", "\(Numerals.grouped(count)) more are in \(file).")
  }

  static func folded(_ count: Int) -> Phrase {
    Phrase("（等\(Numerals.grouped(count))项）", " (\(Numerals.grouped(count)) flags of this kind)")
  }

  /// Several flags of a silence, and how likely inaction is by those whose sentence is not told.
  static func folded(_ count: Int, others: ClosedRange<Double>) -> Phrase {
    let (total, rest) = (Numerals.grouped(count), Numerals.grouped(count - 1))
    let low = likelihood(others.lowerBound)
    let high = likelihood(others.upperBound)
    let isOne = low == high
    let about = Phrase(low.isOpen ? "" : "约", low.isOpen ? "" : "about ")
    let chinese = about.chinese + low.text.chinese + (isOne ? "" : "至" + high.text.chinese)
    let english = about.english + low.text.english + (isOne ? "" : " to " + high.text.english)
    return Phrase(
      "（等\(total)项，模型判断其余\(rest)项停办或从未办理的可能为\(chinese)）",
      " (\(total) flags of this kind; a stop, or no action ever, is \(english) likely in the other"
        + " \(count == 2 ? "one" : rest))")
  }

  // As in the sentence of the flag: rounded down, and nothing is certain.
  private static func likelihood(_ share: Double) -> Likelihood {
    let percent = Int((100 * share).rounded(.down))
    guard percent < 99 else {
      return Likelihood(text: Phrase("99%以上", "more than 99%"), isOpen: true)
    }
    return Likelihood(text: Phrase("\(percent)%", "\(percent)%"), isOpen: false)
  }

  private struct Likelihood: Equatable {
    let text: Phrase
    /// Whether it is more than the figure printed.
    let isOpen: Bool
  }

  static func severity(_ severity: Severity) -> Phrase { VerdictWording.severity(severity) }

  static func persisted(_ reports: Int) -> Phrase {
    Phrase("连续\(reports)期", "\(English.count(reports, "report")) in a row")
  }

  static func aside(_ text: String) -> Phrase { Phrase("（\(text)）", "(\(text))") }
}
