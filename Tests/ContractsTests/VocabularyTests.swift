import Contracts
import Testing

@Suite struct VocabularyTests {
  private static let used: [Vocabulary] = {
    var found: [Vocabulary] = []
    for column in Table.all.flatMap(\.columns) {
      switch column.kind {
      case .word(let vocabulary), .words(let vocabulary):
        if !found.contains(vocabulary) { found.append(vocabulary) }
      default: continue
      }
    }
    return found
  }()

  @Test func vocabulariesAreInUse() {
    #expect(Self.used.count >= 15)
    #expect(Set(Self.used.map(\.name)).count == Self.used.count)
  }

  @Test(arguments: used) func noSpellingMeansTwoWords(_ vocabulary: Vocabulary) {
    var owners: [String: Set<String>] = [:]
    for term in vocabulary.terms {
      for spelling in [term.word] + term.spellings {
        owners[spelling, default: []].insert(term.word)
      }
    }
    #expect(owners.filter { $0.value.count > 1 }.isEmpty)
    #expect(vocabulary.wordsBySpelling == owners.compactMapValues(\.first))
  }

  @Test(arguments: used) func wordsAreDistinctAndInOrder(_ vocabulary: Vocabulary) {
    #expect(vocabulary.words == vocabulary.terms.map(\.word))
    #expect(Set(vocabulary.words).count == vocabulary.words.count)
    for term in vocabulary.terms {
      #expect(Set(term.spellings).count == term.spellings.count)
      #expect(!term.spellings.isEmpty, "\(term.word)")
      #expect(term.word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F })
    }
  }
}
