import Contracts

/// What changed since the last report.
enum ChangeWording {
  static let title = Phrase("6 与上期相比", "6 Changes since the last report")
  static let noPrevious = Phrase(
    "这是第一期报告，没有上期可比；全部线索均为本期首次列出。",
    "This is the first report: there is nothing to compare with, and every flag is listed for"
      + " the first time.")

  static func previous(_ month: String) -> Phrase {
    Phrase("上期为\(month)。", "The last report is that of \(month).")
  }

  static func counts(_ counts: [FlagStatus: Int]) -> Phrase {
    let numbers = FlagStatus.allCases.map { Numerals.grouped(counts[$0] ?? 0) }
    return Phrase(
      "线索新增\(numbers[0])条，持续\(numbers[1])条，已消除\(numbers[2])条，再次出现\(numbers[3])条"
        + "（按 flags.csv 的条数计；逐项叙述时，同一指标、主体、类别的几条合为一项）。",
      "Flags: \(numbers[0]) new, \(numbers[1]) persisting, \(numbers[2]) resolved, \(numbers[3])"
        + " reopened (counted as rows of flags.csv; where they are told one by one, those of one"
        + " indicator, subject and category are one finding).")
  }

  static let resolvedNote = Phrase(
    "“已消除”指本期不再满足标记条件，不代表问题已经查实或整改。",
    "Resolved means that the condition no longer holds, not that anything was confirmed or"
      + " put right.")

  static func unchecked(_ flags: Int) -> Phrase {
    Phrase(
      "“持续”中有\(Numerals.grouped(flags))条本期缺少数据、无法复核，沿用此前的表述。",
      "\(English.count(flags, "persisting flag")) could not be checked for want of data, and"
        + " \(flags == 1 ? "is told" : "are told") as before.")
  }

  static func setting(_ change: SettingChange) -> Phrase {
    let (before, now) = (change.before, change.now)
    return Phrase(
      "\(change.key)由\(before.isEmpty ? "未设" : before)改为\(now.isEmpty ? "未设" : now)",
      "\(change.key) from \(before.isEmpty ? "none" : before) to \(now.isEmpty ? "none" : now)")
  }

  static func settings(_ changes: String, rest: Int) -> Phrase {
    Phrase(
      "与上期相比，设置有变：\(changes)" + (rest > 0 ? "；另有\(rest)项" : "")
        + "。线索的新增和消除可能只由此而来。",
      "Settings changed since the last report: \(changes)" + (rest > 0 ? "; \(rest) more" : "")
        + ". Flags may be new or resolved for that alone.")
  }

  static func program(_ change: SettingChange) -> Phrase {
    Phrase(
      "上期由\(change.key) \(change.before)生成，本期由\(change.now)生成，指标算法可能不同；线索的新增和消除可能只由此而来。",
      "The last report was made by \(change.key) \(change.before), this one by \(change.now), whose"
        + " indicators may differ: flags may be new or resolved for that alone.")
  }

  static func name(_ status: FlagStatus) -> Phrase { VerdictWording.status(status) }

  static func line(_ indicator: String, _ subject: String, _ reason: String) -> Phrase {
    Phrase("\(indicator)，\(subject)：\(reason)", "\(indicator), \(subject): \(reason)")
  }

  static func bare(_ indicator: String, _ subject: String) -> Phrase {
    Phrase("\(indicator)，\(subject)", "\(indicator), \(subject)")
  }

  /// One line an indicator: how many flags, and whom they are about.
  static func short(_ indicator: String, _ flags: Int, _ subjects: String, rest: Int) -> Phrase {
    let flags = Numerals.grouped(flags)
    return Phrase(
      "\(indicator)\(flags)条（\(subjects)" + (rest > 0 ? "等，另有\(rest)个对象）" : "）"),
      "\(indicator) \(flags) (\(subjects)" + (rest > 0 ? " and \(rest) more)" : ")"))
  }

  /// One line for an indicator that flags so many that nobody is named.
  static func general(_ indicator: String, _ flags: Int) -> Phrase {
    let flags = Numerals.grouped(flags)
    return Phrase(
      "\(indicator)\(flags)条（标记的对象超过四分之一，不逐一列出）",
      "\(indicator) \(flags) (more than a quarter of the subjects: not listed one by one)")
  }

  /// How many flags have stood for so long.
  static func lasting(_ name: String, _ flags: Int) -> Phrase {
    Phrase("\(name)：\(Numerals.grouped(flags))条", "\(name): \(Numerals.grouped(flags))")
  }

  static func brief(_ status: String, _ text: String) -> Phrase {
    Phrase("\(status)：\(text)。", "\(status): \(text).")
  }
  static func revised(_ headline: String) -> Phrase {
    Phrase("后续报送的修订（Q03）：\(headline)", "Revised by later deliveries (Q03): \(headline)")
  }

  static let details = Phrase(
    "逐项情况见 report.md 第6节和 flags.csv。",
    "Section 6 of report.md and flags.csv tell each of them.")
  /// In the folder of a division, which has no report of its own.
  static let detailsOfCity = Phrase(
    "逐项情况见全市报告第6节和本文件夹的 flags.csv。",
    "Section 6 of the city's report, and flags.csv here, tell each of them.")
}
