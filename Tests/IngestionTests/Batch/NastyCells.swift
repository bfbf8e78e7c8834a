import Contracts
import TestSupport

@testable import Ingestion

/// Cells of every sort, sound and unsound, in the order of a seed.
struct NastyCells {
  var random: SeededGenerator

  private static let anything = [
    "", "", "", " ", "\u{3000}", "\t", "0", "00", "无", "-", "—", "/", "示例", "示例 商行", " 示例",
    "示例\u{3000}",
    "示例、样例", "（示例）", "ＡＢＣ", "①", "ﬁ", "e\u{301}", "\u{301}", "\u{1100}\u{1161}", "가", "🙂", "👨‍👩‍👧",
    "\u{FFFD}", "示\u{FFFD}例", "\u{FEFF}示例", "示\u{200B}例", "\u{202E}示例", "\u{7F}", "a\u{1}b",
    "\u{85}",
    "a\u{A0}b", "=\"1\"", "='x", "'1", "'", "=\"\"", "3.2062E+17", "1e+05", "1E5", "A1e+05", "9-1",
    "䶮", "\u{F900}",
    "\u{2F45}", "\u{4DC0}", "豈", "\u{20000}", "ß", "İ", "K", "Å", "\u{1F}", "a\nb", "a\r\nb", "合计",
    "合 计", "总计：", "total", "x",
    "999999199001010016", "９９９９９９199001010016", "999999199001010010", "某局13812345678",
    "138-1234-5678", "990101800101123", "999999-19900101-0016", "1-3-8-1-2-3-4-5-6-7-8-9",
    "138123456",
    "张三999999199001010016", "示例（99999919900101001X）", "9999991990010100169",
    "示例示例示9999991990010100",
  ]
  private static let numbers = [
    "〔2024〕1号", "〔2024〕01号", "〔2024〕0号", "〔2024〕00", "[2024]3号", "(2024)3号", "【2024】3号",
    "2024-0001", "〔2024〕号",
    "某罚〔2024〕12345号", "某罚〔2024〕012号", "某罚〔２０２４〕12号", "某罚〔2024〕 12 号", "A{1}", "A〈1〉", "某〔2024〕e+01",
    "1e-〕01", "某罚〔2024〕12345号附件九", "X\u{3015}", "0012", "AJ-0001", "示立［2024］0３号", "〕〕01",
    "某〔2024〕-01号", "某e-01号",
  ]
  private static let codes = [
    "DW01", "dw 01", "970102", "970102001", "970102001002", "97010200100", "９７０１０２", "97010a", "1",
    "12345678901234567890",
    "1A=2", "+1", "2e+1a", "2.5e-3", "E+1", "e1+2", "00970102", "A e+1",
    "999999199001010016", "999999199001010010", "999999 199001010016",
    "(999999199001010016)", "A-999999199001010016", "99999919900101001", "12999999199001010016",
  ]
  private static let dates = [
    "2024-03-05", "2024-02-29", "2023-02-29", "2024-02-30", "2024-13-01", "2024-00-10",
    "2024-01-00", "1899-12-31",
    "1900-01-01", "2199-12-31", "2200-01-01", "2024-06-30", "2024-07-01", "2024/3/5", "2024.3.5",
    "2024年3月5日", "2024年3月5号",
    "20240305", "45356", "60", "3/5/2024", "24-03-05", "2024-03-05 10:20:30", "2024-03-05T10:20:30",
    "2024-03-05T16:30:00Z",
    "2024-03-05 24:00:00", "2024-03-05 23:60:00", "2024-03-05 23:59:60", "2024-03-05 23:59:61",
    "2024-03-05 1:02:03",
    "2024-03-05 10:20", "2024-03-05T10:20:30.5", "2024-03-05t10:20:30", "２０２４-03-05", "####",
    "2024-3-5", "2024-03-5 ",
    "2024-03", "202403", "2024年3月", "2024/03", "2024", "2024年", "1899", "2200", "02024",
    "2024-04-31", "2024-03-05 10-20-30",
  ]
  private static let amounts = [
    "0", "0.0", "0.00", "1", "12.3", "12.34", "12.345", "12.340", "12.", ".5", "1.2.3", "1,234.50",
    "12,34", "1,234", "-5", "(5)",
    "−5", "5万元", "200元", "200 元", "¥200", "￥200", "2E5", "1e400", "0x10", "nan",
    "92233720368547758.07", "10000000000000",
    "10000000000001", "999999999999", "9999999999.99", "99999999999.9", "0000000000001",
    "000000000001", "1000000.000001", "#N/A",
    "１２３", "200圆", "1 234", "5", "1234567890123", "100000000000", "1000000000.1",
  ]
  private static let persons = [
    "999999194912310025", "999999194912310021", "999999194912310000", "91350100M000100Y43",
    "91350100M000100Y44",
    "91350100m000100y43", "9135010OM000100Y43", "99999919491331002X", "9999991949123100",
    "E12345678", "9999**********002X", "甲×乙",
    "999999194912310025、E1234567", "' 999999194912310025", "=\"999999194912310025\"",
    "９９９９９９194912310021", "9.99999E+17",
    "999999 194912310025", "999999194912310+21", "执法01", "执法01、执法02", "执法02；执法01,执法03", "、、",
    "AAAAAAAAAAAAAAAAAA",
  ]

  /// A cell of a kind of column.
  mutating func cell(_ kind: ColumnKind) -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<11: pick(pool(kind))
    case 11..<13: pick(Self.anything)
    case 13: pick(Self.numbers + Self.codes + Self.dates + Self.amounts + Self.persons)
    case 14:
      pick([" ", "\u{3000}", "'", "\u{200B}"]) + pick(pool(kind))
        + pick(["", " ", "\u{A0}", "\u{301}"])
    case 15: mixed(Int.random(in: 1...12, using: &random))
    case 16: long()
    default: sound(kind)
    }
  }

  /// A sound cell, so that whole rows come through.
  mutating func sound(_ kind: ColumnKind) -> String {
    let number = Int.random(in: 1...400, using: &random)
    switch kind {
    case .date, .validityDate:
      return CalendarDate(dayNumber: 19_000 + number).description
        + (number % 3 == 0 ? " 08:0\(number % 10):59" : "")
    case .money: return "\(number * 37).\(number % 100 + 100)".replacing(".1", with: ".")
    case .caseNumber: return "某市监罚〔2024〕\(number)号"
    case .areaCode: return "970\(100 + number % 900)"
    case .count: return "\(number)"
    case .year: return "20\(10 + number % 90)"
    case .month: return "2024-0\(1 + number % 9)"
    case .code: return "A\(number)"
    case .personIdentifier, .personIdentifiers: return "执法\(number)"
    default: return "示例\(number)"
    }
  }

  private func pool(_ kind: ColumnKind) -> [String] {
    switch kind {
    case .text, .name, .personName: Self.anything
    case .code: Self.codes + Self.numbers
    case .caseNumber: Self.numbers
    case .areaCode, .count: Self.codes
    case .hours: Self.codes + Self.amounts
    case .date, .validityDate, .month, .year: Self.dates
    case .money: Self.amounts
    case .yesNo: ["是", "否", "有", " 无", "Yes", "N", "TRUE", "1", "0", "2", "也许", "ｙ"]
    case .word(let words): spellings(words) + ["没有的词"]
    case .words(let words):
      spellings(words) + spellings(words).map { $0 + "、" + (words.words.first ?? "") }
        + ["没有的词", "罚款;没有;没有", ";;", "警告 / 罚款"]
    case .personIdentifier, .personIdentifiers: Self.persons
    }
  }

  private func spellings(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.terms.flatMap { [$0.word, $0.word.uppercased(), " " + $0.word] + $0.spellings }
  }

  private mutating func mixed(_ length: Int) -> String {
    let pieces = [
      "a", "E", "e", "+", "-", "0", "1", "9", ".", ",", " ", "\u{3000}", "示", "例", "号", "〔", "〕",
      "(", ")", "[", "{", "\u{301}",
      "\u{200B}", "（", "Ａ", "年", "月", "日", ":", "T", "\u{FFFD}", "=", "\"", "'", "、", "/", "é",
      "\u{9FFF}", "\u{4000}", "\u{3FFF}",
    ]
    return (0..<length).map { _ in pick(pieces) }.joined()
  }

  private mutating func long() -> String {
    let piece = pick(["示", "a", "1", "e\u{301}", "执法1、", "没有;", "罚款;", " "])
    return String(repeating: piece, count: pick([16, 33, 43, 64, 130, 171, 513, 1_400]))
  }

  mutating func pick<Element>(_ pool: [Element]) -> Element {
    pool[Int.random(in: 0..<pool.count, using: &random)]
  }
}
