import Mustache

/// The template of every document: blocks one after another, every value escaped.
enum DocumentTemplate {
  static let source = """
    {{% CONTENT_TYPE:MARKDOWN}}
    {{#blocks}}
    {{#heading}}
    {{{marks}}} {{text}}

    {{/heading}}
    {{#paragraph}}
    {{text}}

    {{/paragraph}}
    {{#list}}
    {{#items}}
    - {{.}}
    {{/items}}

    {{/list}}
    {{#table}}
    |{{#columns}} {{.}} |{{/columns}}
    |{{#rules}} {{{.}}} |{{/rules}}
    {{#rows}}
    |{{#cells}} {{.}} |{{/cells}}
    {{/rows}}

    {{/table}}
    {{#chart}}
    ![{{alt}}](charts/{{{file}}}.svg)

    {{/chart}}
    {{/blocks}}
    """

  /// The blocks as Markdown that ends with one line feed.
  static func text(of blocks: [Block]) throws(ReportError) -> String {
    // The library keeps content types by name; registering the same one again changes nothing.
    MustacheContentTypes.register(MarkdownContentType(), named: "MARKDOWN")
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(string: source)
    } catch {
      throw .template(name: "document")
    }
    let text = template.render(["blocks": blocks.map(\.view)])
    let end = text.lastIndex { $0 != "\n" }
    return end.map { String(text[...$0]) + "\n" } ?? "\n"
  }
}
