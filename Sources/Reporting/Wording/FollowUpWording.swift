import Contracts

/// What a report says of the register of follow-ups.
enum FollowUpWording {
  static let title = Phrase("整改台账", "Follow-up of flags")
  static let columns = [
    Phrase("线索编号", "Flag"), Phrase("指标", "Indicator"), Phrase("对象", "Subject"),
    Phrase("本期", "This report"),
  ]
  static let standing = Phrase("台账现状", "Stands at")
  static let unread = Phrase("环节不能识别", "step unknown")
  static let earlier = Phrase("以往曾标记，本期无", "flagged before, not now")
  static let neverRaised = Phrase("不在任何一期报告中", "in no report")

  static func count(_ step: FollowUpStep, _ flags: Int) -> Phrase {
    Phrase("\(step.name.chinese)\(flags)条", "\(flags) \(step.name.english)")
  }

  static func summary(_ flags: Int, _ standing: String, flagged: Int) -> Phrase {
    Phrase(
      "整改台账中的线索\(flags)条，最近环节为：\(standing)；其中本期仍标记\(flagged)条。",
      "Follow-up: \(English.count(flags, "flag")) in the register, last step: \(standing); \(flagged) of them"
        + " \(English.verb(flagged, "is", "are")) flagged in this report.")
  }

  static func closedAndFlagged(_ flags: Int) -> Phrase {
    Phrase(
      "已销号而本期仍标记的\(flags)条，请复核销号依据。",
      "\(flags) closed and still flagged: look again at what the closing rested on.")
  }

  static func unknownFlags(_ flags: Int) -> Phrase {
    Phrase(
      "\(flags)条编号不在任何一期报告中，请核对台账。",
      "\(English.count(flags, "number")) \(English.verb(flags, "is", "are")) in no report: check the register."
    )
  }

  static func unnamedRows(_ rows: Int) -> Phrase {
    Phrase(
      "\(rows)行的编号不是线索编号，只计行数。",
      "\(English.count(rows, "row")) \(English.verb(rows, "names no flag by its number and is", "name no flag by its number and are"))"
        + " only counted.")
  }

  static func unreadRows(_ rows: Int) -> Phrase {
    Phrase(
      "\(rows)行的环节或日期不能识别，已计入而不列原文。",
      "\(English.count(rows, "row")) \(English.verb(rows, "has", "have")) a step or day that cannot be read;"
        + " \(English.verb(rows, "it is", "they are")) counted and not quoted.")
  }

  static func dated(_ step: FollowUpStep, _ day: String) -> Phrase {
    Phrase("\(step.name.chinese) \(day)", "\(step.name.english) \(day)")
  }

  static func register(_ steps: String) -> Phrase {
    Phrase("台账：\(steps)。", "Register: \(steps).")
  }

  static func register(_ steps: String, of flag: String) -> Phrase {
    Phrase("台账（线索编号\(flag)）：\(steps)。", "Register (flag \(flag)): \(steps).")
  }
}
