import Contracts
import Testing

@testable import Indicators

/// An item that is all of its domain tells of the same cases as the domain does.
@Suite struct SoleItemsTests {
  // A unit's domain with this verdict, and its items, of which the first is of grade A.
  private func observation(_ verdict: SilenceVerdict, items: [String]) throws -> Observation {
    var observation = ExampleWorld.assessed(verdict)
    var domain = observation.cells[0]
    domain.level = .unitDomain
    let own = try #require(observation.silence?.silent.first)
    observation.cells =
      [domain]
      + items.map { item in
        var cell = domain
        (cell.level, cell.itemCode) = (.unitItem, item)
        return cell
      }
    var silence = SilenceFindings()
    silence.silent = observation.cells.indices.prefix(2).map { position in
      var assessment = own
      assessment.cell = position
      if position > 0 { assessment.verdict = .gradeA }
      return assessment
    }
    silence.doubtSoleItems(of: observation)
    observation.silence = silence
    return observation
  }

  private func item(_ observation: Observation) throws -> (SilenceVerdict, Phrase) {
    let assessment = try #require(observation.silence?.assessment(of: 1))
    let sentence = SilenceSentence(
      observation: observation, cell: observation.cells[1], assessment: assessment)
    return (assessment.verdict, sentence.phrase)
  }

  @Test(arguments: [
    (SilenceVerdict.withinChance, ["I"], SilenceVerdict.gradeB),
    // Others beside it: the domain tells of their cases as well.
    (.withinChance, ["I", "J"], .gradeA),
    (.gradeA, ["I"], .gradeA), (.gradeB, ["I"], .gradeA), (.tooFewExpected, ["I"], .gradeA),
  ])
  func theOnlyItemIsNotSureWhereItsDomainIsWithinChance(
    _ domain: SilenceVerdict, _ items: [String], _ verdict: SilenceVerdict
  ) throws {
    let (found, sentence) = try item(observation(domain, items: items))
    #expect(found == verdict)
    #expect(sentence.chinese.contains("该领域只有这一事项") == (verdict == .gradeB))
    #expect(sentence.english.contains("the only item of the domain") == (verdict == .gradeB))
  }

  @Test(arguments: [["I"], ["I", "J"]])
  func nobodyShowsThatTheDomainOfASoleHolderGoesOn(_ items: [String]) throws {
    func world(isAlone: Bool) throws -> (Bool, Phrase) {
      var observation = try observation(.gradeB, items: items)
      for position in observation.cells.indices {
        observation.cells[position].lastActive = observation.month - 20
      }
      if !isAlone {
        var other = observation.cells[0]
        other.unitCode = "V"
        other.history.cases = [MonthCount(month: Int32(other.monthsSilent), count: 1)]
        observation.firstMonth = observation.month - other.monthsSilent
        observation.cells.insert(other, at: 1)
        observation.silence?.silent[1].cell = 2
      }
      let assessment = try #require(observation.silence?.silent[1])
      let sentence = SilenceSentence(
        observation: observation, cell: observation.cells[assessment.cell], assessment: assessment)
      return (
        DomainPeers.areAllSilent(since: assessment.cell, in: observation), sentence.phrase
      )
    }
    let (alone, beside) = (try world(isAlone: true), try world(isAlone: false))
    #expect(alone.0 && alone.1.chinese.contains("同期没有其他单位在该领域有案件"))
    #expect(!beside.0 && !beside.1.chinese.contains("同期没有其他单位"))
  }
}
