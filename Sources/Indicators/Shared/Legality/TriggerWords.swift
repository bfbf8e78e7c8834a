import Contracts

extension ReviewTrigger {
  /// The triggers that a fact of several words names.
  static func all(in words: String) -> Set<ReviewTrigger> {
    Set(words.split(separator: ";").compactMap { ReviewTrigger(rawValue: String($0)) })
  }
}
