import Archive
import Contracts

/// The exports whose persons one key stands for.
struct KeyPeriod: Encodable, Equatable {
  let key: String
  let exports: Int
  /// First and last as-of date of them, empty where none has one.
  let from: String
  let to: String

  /// Those of exports, in the order in which the keys came.
  static func all(of sources: [ArchivedSource]) -> [KeyPeriod] {
    var order: [String] = []
    var days: [String: [String]] = [:]
    for source in sources {
      let key = source.keyIdentifier ?? "none"
      if days[key] == nil { order.append(key) }
      days[key, default: []].append(source.asOf ?? "")
    }
    return order.map { key in
      let own = days[key] ?? []
      let known = own.filter { !$0.isEmpty }
      return KeyPeriod(
        key: key, exports: own.count, from: known.min() ?? "", to: known.max() ?? "")
    }
  }

  /// One line for the operator.
  var line: Phrase {
    Phrase(
      "密钥\(key)：\(exports)个文件，\(from)–\(to)",
      "key \(key): \(English.count(exports, "export")), \(from)–\(to)")
  }

  /// What a report says where persons are known by several keys; empty where they are not.
  static func note(_ periods: [KeyPeriod]) -> Phrase {
    guard periods.count > 1 else { return Phrase("", "") }
    let chinese = periods.map { "\($0.key)（\($0.from)至\($0.to)，\($0.exports)个文件）" }
    let english = periods.map { "\($0.key) (\($0.from) to \($0.to), \($0.exports) files)" }
    return Phrase(
      "当事人假名由不同密钥生成，密钥之间同一当事人无法对应：\(chinese.joined(separator: "、"))。",
      " Pseudonyms of parties were made with several keys, and between them the same party is not known "
        + "again: \(english.joined(separator: ", ")).")
  }
}
