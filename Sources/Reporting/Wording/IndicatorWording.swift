import Contracts

/// Sections 5 and 7: the indicators and their pages.
enum IndicatorWording {
  static let title = Phrase("5 指标", "5 Indicators")
  static let flagsTitle = Phrase("线索：", "Flags:")
  static let described = Phrase("只作描述，不作标记。", "Described only; nothing is flagged.")
  static let noFlags = Phrase("本期没有线索。", "No flags in this report.")
  static let notComputed = Phrase("本期未计算。", "Not computed in this report.")

  static func missing(_ parts: String) -> Phrase {
    Phrase("缺少：\(parts)。", "Missing: \(parts).")
  }

  static func outcomes(_ outcomes: [SubjectOutcome: Int]) -> Phrase {
    let number = { Numerals.grouped(outcomes[$0] ?? 0) }
    let (flagged, passed) = (number(.flagged), number(.passed))
    let (beside, unknown) = (number(.notApplicable), number(.notComputable))
    return Phrase(
      "对象：标记\(flagged)，未标记\(passed)，不适用\(beside)，无法计算\(unknown)。",
      "Subjects: \(flagged) flagged, \(passed) passed, \(beside) not applicable,"
        + " \(unknown) not computable.")
  }

  static func flag(_ severity: String, _ subject: String, _ reason: String) -> Phrase {
    Phrase("\(subject)［\(severity)］：\(reason)", "\(subject) (\(severity)): \(reason)")
  }

  static func reference(_ identifier: String) -> Phrase {
    Phrase("线索编号 \(identifier)。", "Flag \(identifier).")
  }

  /// How many rows a long table leaves out, and where all of them are.
  static func rowsLeftOut(_ rows: Int, all command: String, isFlaggedFirst: Bool) -> Phrase {
    let number = Numerals.grouped(rows)
    let (left, verb) = (English.count(rows, "more row"), English.verb(rows, "is", "are"))
    return Phrase(
      "表中另有\(number)行未列出" + (isFlaggedFirst ? "，与线索有关的行排在最前" : "")
        + "；全部行：\(command)。",
      "\(left) \(verb) left out here" + (isFlaggedFirst ? "; rows of flags stand first" : "")
        + ". All rows: \(command).")
  }

  static func tooMany(_ flagged: String, _ subjects: String, _ share: String) -> Phrase {
    Phrase(
      "在\(subjects)个可判断的对象中标记了\(flagged)个（\(share)），超过四分之一：这更可能是普遍情况或数据口径问题，"
        + "因此只给出分布，不逐一列出；明细见 flags.csv。",
      "\(flagged) of \(subjects) subjects that could be judged are flagged (\(share)), more than"
        + " a quarter: this points to a general situation or to the data, so the distribution"
        + " is given instead of the list; each flag stands in flags.csv.")
  }

  static func bySeverity(_ parts: String) -> Phrase {
    Phrase("按关注程度：\(parts)。", "By severity: \(parts).")
  }

  static func byDistrict(_ parts: String) -> Phrase {
    Phrase("按区划（按代码排列）：\(parts)。", "By district, in the order of codes: \(parts).")
  }

  static func bySilence(_ least: Int, _ middle: Int, _ most: Int) -> Phrase {
    Phrase(
      "静默月数：最短\(least)，中位\(middle)，最长\(most)。",
      "Silent months: shortest \(least), median \(middle), longest \(most).")
  }

  static func count(_ name: String, _ count: Int) -> Phrase {
    Phrase("\(name)：\(Numerals.grouped(count))项", "\(name): \(Numerals.grouped(count))")
  }

  static let methodTitle = Phrase("7 方法附录", "7 Methods")
  static let methodIntroduction = Phrase(
    "以下内容与程序中各指标的说明一致。", "The same text as the pages of the indicators.")

  static func clause(_ clause: Int) -> Phrase {
    Phrase("决定条款：第\(clause)条。", "Clause of the decision: \(clause).")
  }

  static func legalBasis(_ text: String) -> Phrase {
    Phrase("依据：\(text)", "Legal basis: \(text)")
  }

  static func needs(_ text: String) -> Phrase {
    Phrase("所需数据表：\(text)", "Tables needed: \(text)")
  }

  static func definition(_ text: String) -> Phrase {
    Phrase("定义：\(text)", "Definition: \(text)")
  }

  static func pitfalls(_ text: String) -> Phrase {
    Phrase("注意：\(text)", "Pitfalls: \(text)")
  }

  static func parameter(_ key: String, _ value: String, _ meaning: String) -> Phrase {
    Phrase(
      "参数 \(key)（默认 \(value)）：\(meaning)", "Parameter \(key) (default \(value)): \(meaning)")
  }

  static let settingsTitle = Phrase("8 设置", "8 Settings")
  static let settingsColumns = [Phrase("键", "Key"), Phrase("值", "Value")]
  static let defaults = Phrase("全部为默认值。", "All settings are the defaults.")
}
