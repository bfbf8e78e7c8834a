import Foundation
import Testing

/// One entry of reference.json: what was computed elsewhere, from which arguments.
struct ReferenceVector: Decodable, CustomTestStringConvertible {
  let id: String
  let args: [String: JSONNumbers]
  let value: JSONNumbers
  /// Independent values of 50 digits, which count instead of `value` when `use` says so.
  let mp: [String]?
  let use: String?

  var testDescription: String { id }

  var expected: [Double] {
    use == "mp" ? (mp ?? []).compactMap(Double.init) : value.flat
  }

  /// The identifier without its running number, which names the computation.
  var computation: String {
    guard let end = id.lastIndex(of: "_"), Int(id[id.index(after: end)...]) != nil else {
      return id
    }
    return String(id[..<end])
  }

  func number(_ name: String) -> Double { args[name]?.flat.first ?? .nan }
  func count(_ name: String) -> Int { Int(number(name)) }
  func numbers(_ name: String) -> [Double] { args[name]?.flat ?? [] }
  func counts(_ name: String) -> [Int] { numbers(name).map { Int($0) } }

  /// All entries; none when the folder is not there.
  static let all: [ReferenceVector] = {
    struct File: Decodable { let vectors: [ReferenceVector] }
    guard SharedFolder.path != nil,
      let data = try? SharedFolder.content("reference/reference.json"),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return file.vectors
  }()
}

extension ReferenceVector: Sendable {}

/// A number, a text that is a fraction, or nested lists of them, in reading order.
struct JSONNumbers: Decodable, Sendable {
  let flat: [Double]

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let number = try? single.decode(Double.self) {
      flat = [number]
    } else if let text = try? single.decode(String.self) {
      let parts = text.split(separator: "/").compactMap { Double($0) }
      flat = [parts.dropFirst().reduce(parts.first ?? .nan, /)]
    } else {
      flat = try single.decode([JSONNumbers].self).flatMap(\.flat)
    }
  }
}
