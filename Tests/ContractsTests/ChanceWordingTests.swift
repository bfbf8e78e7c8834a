import Contracts
import Testing

/// What stands beside the chance of a zero.
@Suite struct ChanceWordingTests {
  private func flag(_ indicator: String, category: String = "", unit: String = "U") -> Flag {
    let month = Month(year: 2024, month: 5)
    var flag = Flag(
      indicator, identifier: "\(indicator)-1", severity: .alert, clause: 6, from: month, to: month)
    (flag.unitCode, flag.category, flag.pValue) = (unit, category, 0.01)
    return flag
  }

  @Test func theWholeSentenceTellsHowManyWereTestedAndAreWrong() {
    let full = ChanceWording.full(tested: 37, wrong: 1.53)
    #expect(
      full.chinese.hasPrefix(
        "所列概率为假定办案水平与同类相当时出现零案的概率，不是不作为的概率；本期检验37个单元，按q预计误报约1.5个。A级"))
    #expect(full.english.contains("of the flags on the 37 cells tested, by q about 1.5 are false."))
  }

  @Test(arguments: [
    ("Z03", "", "U", "与同类相当时出现零案"), ("Z04", "", "", "与同类相当时出现零案"),
    ("Z03", "domain:D", "", "仍按自身以往水平办案时出现零案"), ("Z07", "", "U", "仍按自身以往水平办案时出现零案"),
    ("Z12", "", "U", "案件如此之少"),
  ])
  func theShortFormFitsTheChanceAndNamesTheWhole(
    indicator: String, category: String, unit: String, part: String
  ) throws {
    let short = try #require(ChanceWording.short(flag(indicator, category: category, unit: unit)))
    #expect(short.chinese.contains(part))
    #expect(short.chinese.contains("不是不作为的概率；误报情况见“四、方法说明”。"))
    #expect(short.english.contains("not the chance of inaction; section 4 says"))
  }

  @Test func nothingIsSaidWithoutAChance() {
    #expect(ChanceWording.short(flag("L01")) == nil)
    var silent = flag("Z04")
    silent.pValue = nil
    #expect(ChanceWording.short(silent) == nil)
  }
}
