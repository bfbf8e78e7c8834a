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

  /// One line on a code; nil for one that is not known here.
  static func meaning(_ code: String) -> Phrase? {
    dates[code] ?? amounts[code] ?? codes[code] ?? files[code]
  }

  private static let dates = [
    "DATE-AMBIGUOUS": Phrase("日期的日月次序不明", "The order of day and month is unclear"),
    "DATE-EMPTY": Phrase("必填日期为空", "A date that must be filled is empty"),
    "DATE-EXCEL-HASHES": Phrase("单元格只剩 # 号", "The cell holds only hash signs"),
    "DATE-FORMAT": Phrase("不是日期", "Not a date"),
    "DATE-FUTURE": Phrase("日期晚于数据截止日", "The date lies after the as-of date"),
    "DATE-INVALID": Phrase("日期不存在", "The day does not exist"),
    "DATE-RANGE": Phrase("日期超出合理范围", "The date lies outside the plausible range"),
    "DATE-SERIAL": Phrase("日期为电子表格序号", "The date is a spreadsheet serial number"),
    "DATE-YEAR2": Phrase("年份只有两位", "The year has two digits"),
    "MONTH-FORMAT": Phrase("不是月份", "Not a month"),
    "YEAR-FORMAT": Phrase("不是年份", "Not a year"),
  ]

  private static let amounts = [
    "AMT-EXCEL-ERROR": Phrase("金额为电子表格错误值", "The amount is a spreadsheet error"),
    "AMT-EXPONENT": Phrase("金额为科学计数法", "The amount is in scientific notation"),
    "AMT-FORMAT": Phrase("不是金额", "Not an amount"),
    "AMT-GROUPING": Phrase("千位分隔有误", "Digits are grouped wrongly"),
    "AMT-NEGATIVE": Phrase("金额为负", "The amount is negative"),
    "AMT-RANGE": Phrase("金额超出范围", "The amount is out of range"),
    "AMT-SUBFEN": Phrase("金额小于分", "The amount is finer than a fen"),
    "AMT-UNIT": Phrase("金额单位不明", "The unit of the amount is unclear"),
    "COUNT-FORMAT": Phrase("不是非负整数", "Not a whole number of zero or more"),
  ]

  private static let codes = [
    "AREA-FORMAT": Phrase("不是区划代码", "Not a code of a division"),
    "CODE-DAMAGED": Phrase("代码被电子表格损坏", "The code was damaged by a spreadsheet"),
    "CODE-LONG": Phrase("代码过长", "The code is too long"),
    "ID-15DIGITS": Phrase("身份号码为15位", "The identity number has 15 digits"),
    "ID-BIRTHDATE": Phrase("身份号码中的日期不存在", "The identity number holds no real date"),
    "ID-CHECKDIGIT": Phrase("号码校验位不符", "The check digit does not fit"),
    "ID-EMPTY": Phrase("号码为空", "The identifier is empty"),
    "ID-MANY": Phrase("一格中有多个号码", "The cell holds several identifiers"),
    "ID-MASKED": Phrase("号码已脱敏", "The identifier is masked"),
    "ID-SCI": Phrase("号码变为科学计数法", "The identifier became scientific notation"),
    "ID-USCC-CHAR": Phrase(
      "统一社会信用代码含非法字符", "The organisation code holds a character that it must not"),
  ]

  private static let files = [
    "COLUMN-LIMIT": Phrase("列数过多", "Too many columns"),
    "CSV-FEW": Phrase("单元格少于列数", "Fewer cells than columns"),
    "CSV-QUOTE": Phrase("引号位置有误", "A quote stands where it must not"),
    "CSV-UNTERMINATED": Phrase("引号未闭合", "A quote is never closed"),
    "ENC-INVALID": Phrase("字节不符合编码", "Bytes that the encoding does not allow"),
    "ENC-LOSSY-UPSTREAM": Phrase(
      "送来时已有无法识别的字符", "Characters were already lost before delivery"),
    "ENC-MIXED": Phrase("一个文件混用编码", "The file mixes encodings"),
    "ENC-TRUNCATED": Phrase("文件在字符中间截断", "The file ends inside a character"),
    "FIELD-TOO-LONG": Phrase("单元格过长", "A cell is too long"),
    "NUL-TAIL": Phrase("文件末尾为空字节", "The file ends in zero bytes"),
    "RECORD-TOO-LONG": Phrase("一行过长", "A record is too long"),
  ]
}
