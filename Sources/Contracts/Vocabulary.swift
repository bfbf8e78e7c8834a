/// The words that a column may hold, each with the spellings found in exports.
public struct Vocabulary: Hashable, Sendable {
  /// A canonical word and its spellings.
  public struct Term: Hashable, Sendable {
    /// Canonical English word.
    public let word: String
    /// Spellings that mean it, besides the word itself.
    public let spellings: [String]
  }

  /// What the vocabulary is of.
  public let name: String
  /// Terms in their documented order.
  public let terms: [Term]

  /// Makes a vocabulary from canonical words and their spellings.
  public init(_ name: String, _ terms: KeyValuePairs<String, [String]>) {
    self.name = name
    self.terms = terms.map { Term(word: $0.key, spellings: $0.value) }
  }

  /// Canonical words in their documented order.
  public var words: [String] { terms.map(\.word) }

  /// Canonical word by spelling, the canonical words themselves included.
  public var wordsBySpelling: [String: String] {
    var result: [String: String] = [:]
    for term in terms {
      result[term.word] = term.word
      for spelling in term.spellings { result[spelling] = term.word }
    }
    return result
  }
}
