import ArgumentParser
import Contracts
import Indicators

/// Lists the indicators, or prints the page of one.
struct IndicatorsCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "List the indicators, or print the page of one.",
    discussion: """
      Examples:
        caseload indicators
        caseload indicators Z05 --language en
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  // Readers need no lock.
  var isWriter: Bool { false }

  @Argument(help: "Code of an indicator, such as Z05.")
  var code: String?

  func run(_ console: Console) throws {
    let language = common.language ?? .chinese
    guard let code else {
      for page in IndicatorCatalogue.pages {
        try console.document("\(page.code)  \(page.name.text(language))")
      }
      return
    }
    guard let page = IndicatorCatalogue.pages.first(where: { $0.code == code.uppercased() })
    else {
      let known = IndicatorCatalogue.pages.map(\.code)
      throw StageError(
        .usage, "no indicator \(code); known: \(known.joined(separator: " "))")
    }
    try console.document(IndicatorPageText.text(page, language))
  }
}

/// The page of an indicator as plain text.
enum IndicatorPageText {
  private static func ownValue(
    _ page: IndicatorPage, _ parameter: IndicatorParameter, _ language: Language
  ) -> String {
    let key = "\(page.code).\(parameter.key)"
    return Phrase("（可按领域另设：domains.领域.\(key)）", " (of a domain: domains.DOMAIN.\(key))")
      .text(language)
  }

  static func text(_ page: IndicatorPage, _ language: Language) -> String {
    let labels: [Phrase] = [
      Phrase("决定条款", "Clause of the decision"), Phrase("法律依据", "Legal basis"),
      Phrase("所需数据表", "Tables needed"), Phrase("定义", "Definition"),
      Phrase("局限与排除", "Pitfalls"),
      Phrase("可能的正常原因", "What would explain it innocently"),
      Phrase("建议询问", "Question to put"),
    ]
    let bodies = [
      Phrase("第\(page.clause)条", "\(page.clause)").text(language),
      page.legalBasis.text(language), page.needs.joined(separator: ", "),
      page.definition.text(language), page.pitfalls.text(language),
      page.innocent.text(language), page.ask.text(language),
    ]
    var lines = ["\(page.code)  \(page.name.text(language))", ""]
    for (label, body) in zip(labels, bodies) where !body.isEmpty {
      lines += [label.text(language), "  " + body, ""]
    }
    if !page.parameters.isEmpty {
      lines.append(Phrase("参数（默认值）", "Parameters (default)").text(language))
      lines += page.parameters.map { parameter in
        "  indicators.\(page.code).\(parameter.key) = "
          + "\(Numerals.decimal(parameter.value, places: 6))  \(parameter.meaning.text(language))"
          + (parameter.isPerDomain ? ownValue(page, parameter, language) : "")
      }
      lines.append("")
    }
    let examples = IndicatorCatalogue.all.first { $0.page.code == page.code }?.examples ?? []
    lines.append(Phrase("示例（均由测试执行）", "Examples (each run by a test)").text(language))
    lines += examples.map { "  " + $0.claim.text(language) }
    return lines.joined(separator: "\n")
  }
}
