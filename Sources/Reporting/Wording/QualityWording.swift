import Contracts

/// Section 2: what the codes of refused and doubtful rows mean.
enum QualityWording {
  static let title = Phrase("2 数据质量", "2 Data quality")
  static let introduction = Phrase(
    "下表为读取时的退回与提示代码合计；各文件明细见 data_quality.csv。",
    "Totals of the codes of rejected and doubtful rows; each file stands in data_quality.csv.")
  static let nothing = Phrase(
    "读取时没有退回，也没有提示。", "Reading gave neither rejections nor warnings.")
  static let columns = [
    Phrase("代码", "Code"), Phrase("含义", "Meaning"), Phrase("行数", "Rows"),
    Phrase("文件数", "Files"),
  ]
  static func unmatched(_ cases: String) -> Phrase {
    Phrase(
      "另有\(cases)件案件（全部历史月份合计）的事项或领域不在事项清单中。",
      "The item or domain of \(cases) cases of all months of the history is not in the catalogue.")
  }

  static func unread(_ records: Int) -> Phrase {
    Phrase(
      "尚未更正的退回案件记录\(Numerals.grouped(records))条：归档中没有这些案件，或只有其决定前的记录，也没有后来的导出补上。所在单元的月份中，此类记录不少于读入案件的，按情况未知处理，不作零案；更正后重新报送即解除（主体代码或案件编号本身无法读出的无从对应，仍列在此）。",
      "Case records rejected and not mended since: \(Numerals.grouped(records)). The archive does not hold these "
        + "cases, or holds what was stated before their decision alone, and no later export brought them. Where they are no fewer than the cases that were read, "
        + "the month of that cell is unknown and no zero; once they are mended and sent again, it is known "
        + "(a record whose unit code or case number itself cannot be read is not found again, and stays)."
    )
  }

  static let unreadColumns = [
    Phrase("执法主体", "Unit"), Phrase("代码", "Code"), Phrase("窗口期记录数", "Records of the window"),
    Phrase("全部月份", "All months"),
  ]

  static let repeatedTitle = Phrase(
    "重报的案件各计一次。承继单位重报的：案号、日期相同，事项、文书、当事人不矛盾，且文书或当事人一致（或事项、金额、结果均一致）的，视为同一案件，按承继单位计一次；原单位未结、由承继单位办结的，看案号和立案日期。同一单位以不同写法、或先后以决定书文号和案件编号报送的，见下列各行。逐案清单只在内部版（repeated_cases-internal.csv）。",
    "Cases that were delivered again count once. Of a successor's: where number and days agree, item, document and party do not"
      + " differ, and document or party (or item, amounts and outcome) are the same, they are one case, which counts once, under the successor; of one that the old unit left open and the successor decided, number and day of filing. One unit may have delivered them under two spellings, or by document and by number, as the lines say. Each is listed at the internal"
      + " level alone (repeated_cases-internal.csv).")

  static func repeated(_ old: String, _ new: String, _ cases: String) -> Phrase {
    Phrase(
      "\(old)的\(cases)件由\(new)重报。", "\(new) delivered \(cases) cases of \(old) again.")
  }

  static func spelled(_ unit: String, _ code: String, _ cases: String) -> Phrase {
    Phrase(
      "\(unit)（\(code)）以名称、代码等不同写法重复报送的同号案件\(cases)件，各计一次。",
      "\(unit) (\(code)) delivered \(cases) cases under several spellings of its name or code; each counts"
        + " once."
    )
  }

  static func renumbered(_ unit: String, _ code: String, _ cases: String) -> Phrase {
    Phrase(
      "\(unit)（\(code)）先后以决定书文号和案件编号报送的案件\(cases)件，各计一次。",
      "\(unit) (\(code)) delivered \(cases) cases both by the number of their document alone and with a"
        + " number of their own; each counts once."
    )
  }

  static let absentTitle = Phrase(
    "全量导出中不再出现的此前案件：不再出现不等于撤销，案件仍然计入；请有关主体说明。逐案清单只在内部版（absent_cases-internal.csv）。",
    "Earlier cases that a whole register no longer holds: that is no withdrawal, and they still count; ask"
      + " the units concerned. Each is listed at the internal level alone (absent_cases-internal.csv)."
  )

  static func absent(_ file: String, _ cases: String, _ share: String, _ units: String) -> Phrase {
    Phrase(
      "\(file)：缺\(cases)件，占档案中其主体和月份案件的\(share)（\(units)）。",
      "\(file): lacks \(cases), \(share) of the archived cases of its units and months (\(units)).")
  }

  static func absentOfUnit(_ unit: String, _ cases: String) -> Phrase {
    Phrase("\(unit)\(cases)件", "\(unit) \(cases)")
  }

  static let absentMarked = Phrase(
    "占比达到设定的提示线（ingest.absent_limit）。", "The share reaches the limit of ingest.absent_limit.")
}
