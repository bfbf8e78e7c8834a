/// A name of a party as far as it tells one party from another.
enum PartyName {
  /// Whether a folded name may stand in for a missing identifier.
  ///
  /// A name of which a part is hidden (李某某, 张**, 王XX), and a word that stands where none is known
  /// (流动摊贩, 不详), are borne by many.
  static func isTelling(_ name: String) -> Bool {
    !name.isEmpty && !isMasked(name) && !fillers.contains(name)
      && !PartyIdentifier.emptyWords.contains(name.uppercased())
  }

  /// A folded name in the one spelling of which a pseudonym is made.
  ///
  /// The dot within names of other languages is typed as any of a dozen marks, with spaces about it, or as a
  /// full stop. Simplified and traditional characters stay apart, and so do capitals.
  static func identity(_ name: String) -> String {
    var kept: [Unicode.Scalar] = []
    for scalar in name.unicodeScalars {
      if dots.contains(scalar) {
        while kept.last == " " { kept.removeLast() }
        kept.append("·")
      } else if scalar != " " || kept.last != "·" {
        kept.append(scalar)
      }
    }
    for place in kept.indices.dropFirst().dropLast() where kept[place] == "." {
      if isHan(kept[place - 1]), isHan(kept[place + 1]) { kept[place] = "·" }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: kept)
    return String(text).precomposedStringWithCompatibilityMapping
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value)
  }

  private static let dots: Set<Unicode.Scalar> = [
    "\u{B7}", "\u{2022}", "\u{2027}", "\u{2219}", "\u{22C5}", "\u{30FB}", "\u{387}",
  ]

  private static func isMasked(_ name: String) -> Bool {
    if name.unicodeScalars.contains(where: { marks.contains($0) }) { return true }
    // The numeral zero is part of names, of years most often; two of them alone stand for what is hidden.
    let isNumeral = name.contains { "一二三四五六七八九".contains($0) }
    if !isNumeral, ["〇〇", "○○"].contains(where: { name.contains($0) }) { return true }
    return isChinese(name) && hasHiddenLetters(name)
  }

  // X and XX that belong to no Latin word.
  private static func hasHiddenLetters(_ name: String) -> Bool {
    name.split { !$0.isASCII || !$0.isLetter }.contains { word in
      let isHidden = word.allSatisfy { $0 == "X" || $0 == "x" }
      return isHidden && (word.count > 1 || name.count <= 3)
    }
  }

  private static func isChinese(_ name: String) -> Bool { name.utf8.contains { $0 >= 0x80 } }

  private static let marks: Set<Unicode.Scalar> = ["*", "某", "×", "╳", "□", "■", "●"]

  private static let fillers: Set<String> = [
    "不知", "未写明", "无名", "无名氏", "无主", "个人", "自然人", "公民", "当事人", "群众", "居民", "村民", "路人", "行人", "司机",
    "驾驶人", "车主", "业主", "商户", "商贩", "摊贩", "摊主", "散户", "流动摊贩", "流动商贩", "流动摊点", "个体", "个体户",
    "个体工商户", "企业", "单位", "公司",
  ]
}
