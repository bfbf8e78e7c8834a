import Contracts

/// What a report says of its vintage and of the report before it.
enum ReleaseWording {
  static let vintage = Phrase("数据版次", "Vintage")
  static let title = Phrase("与上一期相比：数据变动", "Since the last report: the data")
  static let restated = Phrase("此前各月案件数的修订", "Restatements of earlier months")
  static let noRestatement = Phrase(
    "上一期已公布的各月案件数没有变化。", "The counts of the months published last time are unchanged.")
  static func unchanged(_ last: String) -> Phrase {
    Phrase(
      "\(last)的报告已公布的各月案件数没有变化。",
      "The counts of the months that the report of \(last) published are unchanged.")
  }

  static func restatedMonth(
    _ month: String, _ before: String, _ now: String, _ units: Int
  ) -> Phrase {
    Phrase(
      "\(month)由\(before)件改为\(now)件（涉及\(units)个主体）",
      "\(month) from \(before) to \(now) (\(units) \(units == 1 ? "unit" : "units"))")
  }

  static func restatedShort(
    _ last: String, _ months: Int, _ named: String, rest: Int
  ) -> Phrase {
    Phrase(
      "已公布数据的修订（补报、更正、依法删除或统计口径调整）：\(last)的报告公布的\(months)个月案件数有变化：\(named)"
        + (rest > 0 ? "；另有\(rest)个月。" : "。"),
      "Revised (late or corrected records, purged cases, or another basis): \(months) "
        + "\(months == 1 ? "month" : "months") that the report of \(last) published changed: \(named)"
        + (rest > 0 ? "; and \(rest) more." : "."))
  }

  static let restatedColumns = [
    Phrase("月份", "Month"), Phrase("上期公布", "Published"), Phrase("本期", "Now"),
    Phrase("变动", "Change"), Phrase("变动幅度", "Share"), Phrase("涉及主体", "Units"),
    Phrase("达到公告幅度", "Beyond threshold"),
  ]
  static let figureColumns = [
    Phrase("项目", "Figure"), Phrase("上期", "Last report"), Phrase("本期", "Now"),
    Phrase("超过限度", "Beyond the limit"),
  ]

  static func name(_ vintage: Vintage) -> Phrase {
    switch vintage {
    case .provisional: Phrase("初步数", "provisional")
    case .revised: Phrase("修订数", "revised")
    case .final: Phrase("最终数", "final")
    }
  }

  static func edition(_ vintage: Phrase, closing: Int) -> Phrase {
    Phrase(
      "\(vintage.chinese)（各单位报告月均已报送，且数据已到月后满\(closing)个月的，为最终数）",
      "\(vintage.english) (final once every unit has sent the month and the data reach \(closing) months past it)"
    )
  }

  static func figure(_ name: String) -> Phrase {
    switch name {
    case "cases": Phrase("窗口期月均案件", "Cases a month of the window")
    case "units": Phrase("窗口期有案件的主体", "Units with cases in the window")
    case "flags": Phrase("核实线索", "Flags")
    case "rejects": Phrase("每万条记录退回", "Rejected of 10,000 records")
    case "deliveries": Phrase("报告月已报送的主体", "Units that sent the report month")
    default: Phrase(name, name)
    }
  }

  static func compared(_ month: String) -> Phrase {
    Phrase("与\(month)的报告比较。", "Compared with the report of \(month).")
  }

  static let accepted = Phrase(
    "标“是”的项目变动超过限度，经确认后公布；引用前请先核对数据。",
    "The figures marked yes moved beyond the limit; the report was published on confirmation. Check the data "
      + "before you cite it.")

  static func revision(_ threshold: String) -> Phrase {
    Phrase(
      "补报、更正、依法删除或统计口径调整会改变已公布月份的案件数；变动达到\(threshold)的月份单独标明。",
      "Late and corrected records, purged cases and another basis change months already published; those that moved by \(threshold) or more are "
        + "marked.")
  }
}
