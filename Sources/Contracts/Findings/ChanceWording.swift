/// What has to stand after the chance of a zero, in reports and in briefings.
public enum ChanceWording {
  /// What the chance is, and what it is not.
  public static let none = Phrase(
    "为假定办案水平与同类相当时出现零案的概率，不是不作为的概率",
    "that of no case if the level were that of peers, not the chance of inaction")

  /// How often grade A is wrong, as far as planted worlds tell.
  public static let gradeA = Phrase(
    "A级线索在模拟数据中误报约1%，职权划转未登记时可达四成；真实误报率未知。",
    "On planted worlds about 1% of grade A was wrong, and up to four in ten where powers moved"
      + " without being registered; the real share is unknown.")

  /// The whole sentence of a document: how many cells were tested, and how many flags are false.
  ///
  /// - Parameters:
  ///   - tested: Silent cells that were tested.
  ///   - wrong: Flags of them that are expected to be false.
  /// - Returns: The sentence, for a document that prints chances.
  public static func full(tested: Int, wrong: Double) -> Phrase {
    let (cells, about) = (Numerals.grouped(tested), PlainNumber.about(wrong))
    return Phrase(
      "所列概率\(none.chinese)；本期检验\(cells)个单元，按q预计误报\(about.chinese)个。\(gradeA.chinese)",
      "A chance in this briefing is \(none.english); of the flags on the"
        + " \(English.count(tested, "cell")) tested, by q \(about.english) are false. "
        + gradeA.english)
  }

  /// The short form, where section 4 has the whole; nil for a flag whose sentence has no such chance.
  public static func short(_ flag: Flag) -> Phrase? {
    guard flag.pValue != nil else { return nil }
    let rest = Phrase("；误报情况见“四、方法说明”。", "; section 4 says how many such flags are false.")
    let what: Phrase
    switch flag.indicator {
    case "Z03" where flag.unitCode.isEmpty && flag.category.hasPrefix("domain:"), "Z07":
      what = Phrase(
        "为假定仍按自身以往水平办案时出现零案的概率，不是不作为的概率",
        "that of no case if the level were still its own, not the chance of inaction")
    case "Z03", "Z04": what = none
    case "Z12":
      what = Phrase(
        "为假定办案水平与同类相当时案件如此之少的概率，不是不作为的概率",
        "that of so few cases if the level were that of peers, not the chance of inaction")
    default: return nil
    }
    return Phrase(
      "此概率\(what.chinese)\(rest.chinese)", "This chance is \(what.english)\(rest.english)")
  }
}
