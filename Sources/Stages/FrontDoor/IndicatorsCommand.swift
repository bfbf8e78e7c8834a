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
      if common.format == .json {
        return try console.document(IndicatorDocument.text(IndicatorCatalogue.pages, language))
      }
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
    try console.document(
      common.format == .json
        ? IndicatorDocument.text([page], language) : IndicatorPageText.text(page, language))
  }
}

/// Pages of indicators as one JSON document.
struct IndicatorDocument: Encodable {
  private struct Parameter: Encodable {
    let key: String
    let value: Double
    let meaning: String
  }

  private struct Page: Encodable {
    let code: String
    let name: String
    let clause: Int
    let legalBasis: String
    let needs: [String]
    let definition: String
    let pitfalls: String
    let innocent: String
    let ask: String
    let parameters: [Parameter]
    let examples: [String]

    enum CodingKeys: String, CodingKey {
      case code, name, clause, needs, definition, pitfalls, innocent, ask, parameters, examples
      case legalBasis = "legal_basis"
    }
  }

  private let schema = 1
  private let indicators: [Page]

  /// The document; texts are in one language.
  static func text(_ pages: [IndicatorPage], _ language: Language) throws(StageError) -> String {
    let told = pages.map { page in
      let own = IndicatorCatalogue.all.first { $0.page.code == page.code }
      return Page(
        code: page.code, name: page.name.text(language), clause: page.clause,
        legalBasis: page.legalBasis.text(language), needs: page.needs,
        definition: page.definition.text(language), pitfalls: page.pitfalls.text(language),
        innocent: page.innocent.text(language), ask: page.ask.text(language),
        parameters: page.parameters.map {
          Parameter(
            key: "indicators.\(page.code).\($0.key)", value: $0.value,
            meaning: $0.meaning.text(language))
        },
        examples: (own?.examples ?? []).map { $0.claim.text(language) })
    }
    return String(decoding: try jsonBytes(IndicatorDocument(indicators: told)), as: UTF8.self)
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
