import Contracts
import Indicators
import Testing

@Suite struct CatalogueTests {
  @Test func codesAreUnique() {
    let codes = IndicatorCatalogue.pages.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func everyIndicatorHasAnExampleThatStaysSilent() {
    for indicator in IndicatorCatalogue.all {
      #expect(indicator.examples.contains { $0.flagged.isEmpty }, "\(indicator.page.code)")
    }
  }

  // Z01 and Z11 describe and Z03 lists until expected counts exist: none may flag.
  @Test func everyOtherIndicatorHasAnExampleThatFlags() {
    let silent = ["Z01", "Z03", "Z11"]
    for indicator in IndicatorCatalogue.all where !silent.contains(indicator.page.code) {
      #expect(indicator.examples.contains { !$0.flagged.isEmpty }, "\(indicator.page.code)")
    }
  }

  @Test func everyExampleHolds() {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        let result = indicator.result(of: example.observation, IndicatorSettings())
        let subjects = result.flags.map { flag in
          [flag.unitCode, flag.domain, flag.itemCode, flag.category].joined(separator: "/")
        }.sorted()
        #expect(
          subjects == example.flagged, "\(indicator.page.code): \(example.claim.english)")
      }
    }
  }

  @Test func everyFlagSaysWhyInBothLanguages() {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        for flag in indicator.result(of: example.observation, IndicatorSettings()).flags {
          #expect(!flag.reason.chinese.isEmpty && !flag.reason.english.isEmpty)
          #expect(flag.clause == indicator.page.clause)
          #expect(flag.identifier.hasPrefix(indicator.page.code + "-"))
        }
      }
    }
  }
}
