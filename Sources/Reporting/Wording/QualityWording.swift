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
      "另有\(cases)件案件的事项或领域不在事项清单中。",
      "The item or domain of \(cases) cases is not in the catalogue.")
  }
}
