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

  // These describe, and Z03 lists until expected counts exist: none may flag.
  @Test func everyOtherIndicatorHasAnExampleThatFlags() {
    let silent = [
      "C01", "C05", "C10", "D04", "D05", "D06", "D08", "L15", "L16", "Z01", "Z03", "Z11",
    ]
    for indicator in IndicatorCatalogue.all where !silent.contains(indicator.page.code) {
      #expect(indicator.examples.contains { !$0.flagged.isEmpty }, "\(indicator.page.code)")
    }
  }

  @Test func everyExampleHolds() async {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        let result = await indicator.result(of: example.observation, IndicatorSettings())
        let subjects = result.flags.map { flag in
          [flag.unitCode, flag.domain, flag.itemCode, flag.category].joined(separator: "/")
        }.sorted()
        #expect(
          subjects == example.flagged, "\(indicator.page.code): \(example.claim.english)")
      }
    }
  }

  @Test func everyNumberOfAFlagHasAMeaning() async {
    for indicator in IndicatorCatalogue.all {
      let figures = indicator.page.figures
      for example in indicator.examples {
        let result = await indicator.result(of: example.observation, IndicatorSettings())
        for flag in result.flags {
          #expect(flag.observed == nil || figures.observed != nil, "\(flag.indicator) observed")
          #expect(flag.effect == nil || figures.effect != nil, "\(flag.indicator) effect")
        }
      }
    }
  }

  // Selective and profit-driven enforcement is never told from one side.
  @Test func everyPatternSaysWhatWouldExplainItInnocently() {
    for page in IndicatorCatalogue.pages where page.code.hasPrefix("S") || page.code.hasPrefix("P")
    {
      for phrase in [page.innocent, page.ask] {
        #expect(!phrase.chinese.isEmpty && !phrase.english.isEmpty, "\(page.code)")
      }
    }
  }

  @Test func everyFlagSaysWhyInBothLanguages() async {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        let result = await indicator.result(of: example.observation, IndicatorSettings())
        for flag in result.flags {
          #expect(!flag.reason.chinese.isEmpty && !flag.reason.english.isEmpty)
          #expect(flag.clause == indicator.page.clause)
          #expect(flag.identifier.hasPrefix(indicator.page.code + "-"))
        }
      }
    }
  }

  @Test func everyFlagNamesAFileOfTheCountsAndAKey() async {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        let result = await indicator.result(of: example.observation, IndicatorSettings())
        for flag in result.flags {
          let parts = flag.evidence.split(separator: ".csv: ", omittingEmptySubsequences: false)
          #expect(
            parts.count == 2 && parts[0].hasPrefix("counts/\(example.observation.month)/"),
            "\(indicator.page.code): \(flag.evidence)")
          #expect(parts.last?.isEmpty == false, "\(indicator.page.code): \(flag.evidence)")
        }
      }
    }
  }
}
