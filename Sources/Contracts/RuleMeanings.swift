/// What each rule code means to the person who must mend the export.
public enum RuleMeanings {
  private static let known: [String: Phrase] = [
    "CSV-QUOTE": Phrase("引号使用不符合CSV规范", "quotes do not follow the CSV rules"),
    "CSV-FEW": Phrase("列数少于表头", "fewer cells than the header"),
    "CSV-MANY": Phrase("列数多于表头", "more cells than the header"),
    "ENC-INVALID": Phrase("含有无法解码的字节", "bytes that the encoding does not allow"),
    "NUL": Phrase("含有空字节", "a NUL byte"),
    "FIELD-TOO-LONG": Phrase("单元格超过65536字节", "a cell of more than 65,536 bytes"),
    "DATE-FORMAT": Phrase("日期格式无法识别", "not a date in a known form"),
    "DATE-INVALID": Phrase("日期不存在", "a day that does not exist"),
    "DATE-SERIAL": Phrase("日期为表格软件的序号", "a spreadsheet's day number"),
    "DATE-AMBIGUOUS": Phrase("日与月无法区分", "day and month cannot be told apart"),
    "DATE-YEAR2": Phrase("年份只有两位", "a year of two digits"),
    "DATE-RANGE": Phrase("年份超出范围", "a year out of range"),
    "DATE-FUTURE": Phrase("日期晚于数据截止日", "a day after the export's as-of date"),
    "DATE-EXCEL-HASHES": Phrase("日期列过窄，显示为#", "a date column that was too narrow"),
    "DATE-EMPTY": Phrase("必需的日期为空", "a needed date is empty"),
    "AMT-FORMAT": Phrase("金额格式无法识别", "not an amount in a known form"),
    "AMT-UNIT": Phrase("金额单位与表头不一致", "the unit contradicts the header"),
    "AMT-EXPONENT": Phrase("金额为科学计数法", "an amount in exponent form"),
    "AMT-SUBFEN": Phrase("金额小数超过分", "more decimals than a fen has"),
    "AMT-NEGATIVE": Phrase("金额为负", "a negative amount"),
    "AMT-GROUPING": Phrase("千位分隔符位置错误", "thousands separators in the wrong places"),
    "AMT-RANGE": Phrase("金额过大", "an amount out of range"),
    "AMT-EXCEL-ERROR": Phrase("表格软件的错误值", "an error value of a spreadsheet"),
    "CODE-DAMAGED": Phrase("编码被表格软件改成科学计数", "a code damaged by a spreadsheet"),
    "CODE-LONG": Phrase("编码过长", "longer than any identifier"),
    "NAME-LONG": Phrase("名称过长", "longer than any name"),
    "AREA-FORMAT": Phrase("区划代码应为6、9或12位数字", "a division code has 6, 9 or 12 digits"),
    "COUNT-FORMAT": Phrase("应为非负整数", "not a whole number of zero or more"),
    "YEAR-FORMAT": Phrase("年份应为四位数字", "not a year of four digits"),
    "MONTH-FORMAT": Phrase("月份格式无法识别", "not a month in a known form"),
    "ENC-LOSSY-UPSTREAM": Phrase("来源系统已丢失字符", "characters already lost upstream"),
    "COLUMN-UNKNOWN": Phrase("未识别的列（不入库）", "columns not known here"),
    "PERIOD-MISMATCH": Phrase("记录月份与文件名不符", "no row is of the month in the file's name"),
    "AS-OF-UNKNOWN": Phrase(
      "文件名无日期，视为早于所有有日期的导出；可用 --as-of 指定",
      "no date in the name: taken as older than every dated export; use --as-of"),
    "UNDATED-LATE": Phrase(
      "文件名无日期，与有日期的导出不一致，不予采用；请注明日期后重新报送",
      "no date in the name, and other than what dated exports state: not taken; deliver it with a date"
    ),
    "CASE-CONFLICT": Phrase("同一导出中同号不同内容", "one identity, two contents in one export"),
    "FULL-REGISTER": Phrase("声明为全量的导出", "an export stated to hold the whole register"),
    "CASE-ABSENT": Phrase(
      "全量导出中不再出现的此前案件（仍计入）",
      "earlier cases that a whole register no longer holds; they still count"),
    "ROW-LEFT-OUT": Phrase(
      "新一期清单不再列出、也未写失效日期的此前记录（仍按有效计）",
      "earlier rows without an end that the newest issue of a list leaves out; they still hold"),
    "CASE-REPEATED": Phrase(
      "承继单位或本单位换号重报的案件（只计一次）",
      "cases that a successor, or the unit under another number, delivered again; they count once"),
    "CORRECTION": Phrase("更正了以前的记录", "replaced earlier rows"),
    "ID-SCI": Phrase("证件号码被表格软件破坏", "an identifier damaged by a spreadsheet"),
    "ID-MISPLACED": Phrase(
      "代码或名称列中含居民身份号码或手机号码",
      "the number of a resident or a mobile telephone in a column of codes or names"),
    "ID-15DIGITS": Phrase("证件号码仅保留15位有效数字", "only 15 digits of an identifier left"),
    "ID-FILLER": Phrase(
      "证件号码全是同一字符，只是占位", "an identifier is one character over and over: a filler"),
    "ID-CHECKDIGIT": Phrase("证件号码校验位不符", "the check digit of an identifier is wrong"),
    "ID-BIRTHDATE": Phrase("证件号码中的出生日期不存在", "a birth date that does not exist"),
    "ID-MASKED": Phrase("证件号码被遮盖", "a masked identifier"),
    "ID-MANY": Phrase("一格中有多个证件号码", "several identifiers in one cell"),
    "ID-USCC-CHAR": Phrase("统一社会信用代码含不允许的字符", "a letter that the code does not allow"),
    "RECORD-TOO-LONG": Phrase("记录过长", "a record of more than 1 MiB"),
    "CSV-UNTERMINATED": Phrase("引号未闭合", "a quote that is opened here and never closed"),
    "COLUMN-LIMIT": Phrase("列数超过512", "more than 512 columns"),
    "ENC-MIXED": Phrase("一个文件混用编码", "a file that mixes encodings; export it in one"),
    "ENC-TRUNCATED": Phrase("文件在字符中间截断", "a file cut inside a character; export it again"),
    "NUL-TAIL": Phrase("文件末尾为空字节", "a file that ends in zero bytes, as after a crash"),
    "PURGED": Phrase("案件已依法删除，不再入库", "a case that was purged; it is not taken in again"),
    "PURGED-NAMED": Phrase(
      "所涉案件已依法删除，记录保留而不留案号", "the case that it names was purged; the number is left out"),
    "CTRL-Z": Phrase("文件末尾有控制符（已去除）", "a control character at the end, dropped"),
  ]

  /// How the codes of words that a vocabulary lacks begin.
  public static let unknownWords = "WORD-UNKNOWN"

  /// Every code that a record or an export may be given, sorted.
  public static var codes: [String] {
    let needed = Table.all.flatMap(\.filled).joined().map(empty)
    let worded = Table.all.flatMap(\.columns).filter(\.kind.isOfWords).map {
      unknownWord(in: $0.name)
    }
    return Set(known.keys).union(needed).union(worded).sorted()
  }

  /// The code of a needed column that is empty.
  public static func empty(_ column: String) -> String {
    String(column.uppercased().map { $0 == "_" ? "-" : $0 }) + "-EMPTY"
  }

  /// The code of a word in a column whose vocabulary lacks it.
  public static func unknownWord(in column: String) -> String { unknownWords + ":" + column }

  /// The meaning of a code; nil for one that is not known.
  public static func meaning(of code: String) -> Phrase? {
    if let known = known[code] { return known }
    if code.hasSuffix("-EMPTY") { return Phrase("必需的列为空", "a needed column is empty") }
    guard code.hasPrefix(unknownWords) else { return nil }
    return Phrase("词汇表中没有的词，按空处理", "a word that the vocabulary does not have; left empty")
  }
}
