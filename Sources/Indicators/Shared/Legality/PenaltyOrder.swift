import Contracts

/// Which kind of penalty counts as the heaviest, where one decision has several.
///
/// Both orders are printed below published yearly tables: the statistics of 2018, which put the
/// revoking of a licence right below detention, as carried on after the law of 2021, and the order
/// of article 9 of that law read from its end.
enum PenaltyOrder: Int, CaseIterable {
  /// The order of the statistics of 2018, carried on.
  case ofStatistics = 1
  /// The order of article 9.
  case ofStatute = 2

  /// The order of a setting; any other number is the first.
  init(setting: Int) { self = PenaltyOrder(rawValue: setting) ?? .ofStatistics }

  /// The order that is not this one.
  var other: PenaltyOrder { self == .ofStatistics ? .ofStatute : .ofStatistics }

  /// Kinds of penalty, heaviest first.
  var words: [String] {
    let money = ["confiscation", "fine", "criticism", "warning", "other"]
    let licence = ["grade_lowered", "licence_unsplit", "licence_suspended"]
    return switch self {
    case .ofStatistics:
      [
        "detention", "licence_revoked", "closed", "barred", "suspended_operation",
        "restricted_operation",
      ] + licence + money
    case .ofStatute:
      [
        "detention", "barred", "closed", "suspended_operation", "restricted_operation",
        "licence_revoked",
      ] + licence + money
    }
  }

  /// The heaviest of kinds joined by `;`; empty where none is known.
  func heaviest(of types: String) -> String {
    let named = Set(types.split(separator: ";").map(String.init))
    return words.first { named.contains($0) } ?? ""
  }

  /// The order in words, heaviest first.
  var inWords: Phrase {
    Phrase(
      words.map { PenaltyClass.name($0).chinese }.joined(separator: "＞"),
      words.map { PenaltyClass.name($0).english }.joined(separator: " > "))
  }
}

/// A class of a published yearly table.
enum PenaltyClass: Hashable {
  /// The total over all classes.
  case all
  /// These kinds of penalty, sorted.
  case kinds([String])
  /// The text names no known kind.
  case unknown

  /// Reads the text of a class, Chinese or canonical; kinds that stand in a row are summed.
  init(_ text: String) {
    let plain = PenaltyClass.withoutUnit(text)
    if PenaltyClass.totals.contains(plain) {
      self = .all
    } else if let word = PenaltyClass.words[plain] {
      self = .kinds([word])
    } else {
      let parts = plain.split { "、，,；;/".contains($0) }.map {
        PenaltyClass.words[$0.trimmingSpaces]
      }
      guard !parts.isEmpty, !parts.contains(nil) else {
        self = .unknown
        return
      }
      var kinds = Set(parts.compactMap { $0 })
      // A class that takes in both holds what the exports do not tell apart.
      if kinds.isSuperset(of: ["licence_suspended", "licence_revoked"]) {
        kinds.insert("licence_unsplit")
      }
      self = .kinds(kinds.sorted())
    }
  }

  /// A kind of penalty as a reader calls it.
  static func name(_ word: String) -> Phrase {
    let spelling = vocabulary?.terms.first { $0.word == word }?.spellings.first ?? word
    return Phrase(
      word == "confiscation" ? "没收" : spelling, word.replacing("_", with: " "))
  }

  /// The class in English, whatever words the table uses.
  var english: String {
    switch self {
    case .all: "all classes"
    case .kinds(let words): words.map { PenaltyClass.name($0).english }.joined(separator: " + ")
    case .unknown: ""
    }
  }

  private static let totals: Set = ["合计", "总计", "总数", "行政处罚合计", "total", "all"]

  // Names of the published forms before and after the law of 2021 that cases do not use.
  private static let formNames = [
    "其他行政处罚": "other", "其它": "other", "其它行政处罚": "other", "没收": "confiscation",
    "暂扣许可证": "licence_suspended", "暂扣许可证、执照": "licence_suspended",
    "吊销许可证": "licence_revoked", "吊销许可证、执照": "licence_revoked",
    "暂扣或者吊销许可证件": "licence_unsplit", "拘留": "detention",
  ]

  private static let vocabulary: Vocabulary? = {
    for column in Table.cases.columns where column.name == "penalty_types" {
      if case .words(let vocabulary) = column.kind { return vocabulary }
    }
    return nil
  }()

  private static let words = formNames.merging(vocabulary?.wordsBySpelling ?? [:]) { $1 }

  // 合计（宗） is 合计.
  private static func withoutUnit(_ text: String) -> String {
    let end = text.firstIndex { "（(".contains($0) } ?? text.endIndex
    return text[..<end].trimmingSpaces
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
