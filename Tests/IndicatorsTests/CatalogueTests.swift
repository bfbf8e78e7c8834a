import Contracts
import Indicators
import Testing

@Suite struct CatalogueTests {
  @Test func codesAreUnique() {
    let codes = IndicatorCatalogue.pages.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func flagsRestOnColumnsThatExist() {
    let columns = Set(
      Table.all.flatMap { table in table.columns.map { "\(table.name).\($0.name)" } })
    for page in IndicatorCatalogue.pages {
      #expect(page.restsOn.allSatisfy { columns.isSuperset(of: $0.anyOf) }, "\(page.code)")
    }
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

  // Initials of alert, warning and notice: the flags of the examples, in their order.
  private let grades = [
    "Q01": "wnnnnw", "Q02": "n", "Q03": "nn", "Q04": "nn", "Q05": "nn", "Z02": "n", "Z03": "aww",
    "Z04": "a", "Z05": "w", "Z06": "w", "Z07": "ww", "Z08": "n", "Z09": "w", "Z10": "nnnn",
    "Z12": "nn", "Z13": "wn", "S01": "ww", "S02": "w", "S03": "nn", "S04": "ww", "S05": "wn",
    "S06": "nn", "S07": "w", "S08": "n", "S09": "nn", "S10": "www", "S11": "w", "S12": "ww",
    "S13": "ww", "P01": "ww", "P02": "nw", "P03": "w", "P04": "w", "P05": "wwww", "P06": "w",
    "P07": "w", "P08": "nn", "L01": "nn", "L02": "n", "L03": "nnw", "L04": "nn", "L05": "n",
    "L06": "n", "L07": "nn", "L08": "n", "L10": "nn", "L11": "nn", "L12": "n", "L13": "w",
    "L14": "n", "L17": "n", "L18": "nn", "C03": "wwn", "C04": "nnn", "C06": "n", "C07": "w",
    "C08": "n", "C09": "n", "D01": "n", "D02": "n", "D03": "nw", "D07": "nw", "O01": "nn",
    "O02": "nn",
  ]

  @Test func everyExampleHoldsAndItsFlagsKeepTheirGrades() async {
    for indicator in IndicatorCatalogue.all {
      var found = ""
      for example in indicator.examples {
        let result = await indicator.result(of: example.observation, IndicatorSettings())
        let subjects = result.flags.map { flag in
          [flag.unitCode, flag.domain, flag.itemCode, flag.category].joined(separator: "/")
        }.sorted()
        #expect(
          subjects == example.flagged, "\(indicator.page.code): \(example.claim.english)")
        found += result.flags.map { String($0.severity.rawValue.prefix(1)) }.joined()
      }
      #expect(found == grades[indicator.page.code] ?? "", "\(indicator.page.code)")
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
