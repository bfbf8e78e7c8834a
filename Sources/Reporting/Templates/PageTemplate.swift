import Mustache

/// The template of every page: one static file with its pictures inside, no script, nothing loaded.
enum PageTemplate {
  static let source = """
    {{% CONTENT_TYPE:INERT_HTML}}
    <!DOCTYPE html>
    <html lang="{{{language}}}">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <p class="edition">{{edition}}</p>
    <main>
    {{#blocks}}
    {{#heading}}
    <h{{{level}}}>{{text}}</h{{{level}}}>
    {{/heading}}
    {{#paragraph}}
    <p>{{text}}</p>
    {{/paragraph}}
    {{#list}}
    <ul>
    {{#items}}
    <li>{{.}}</li>
    {{/items}}
    </ul>
    {{/list}}
    {{#table}}
    <div class="table"><table{{#isWide}} class="wide"{{/isWide}}>
    <thead><tr>{{#heads}}<th scope="col"{{#isFigure}} class="figure"{{/isFigure}}>{{text}}</th>{{/heads}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}<td{{#kind}} class="{{{kind}}}"{{/kind}}>{{text}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table></div>
    {{/table}}
    {{#chart}}
    <figure>
    {{{svg}}}<figcaption>{{caption}}</figcaption>
    </figure>
    {{/chart}}
    {{/blocks}}
    </main>
    </body>
    </html>
    """

  /// Digest of `PageStyle.text`, by which alone a browser lets the style in.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(PageStyle.digest)'; base-uri 'none'; form-action 'none'"

  /// The blocks as a page.
  ///
  /// - Parameters:
  ///   - blocks: What the page says; the first heading is its title.
  ///   - draft: Language, level and month of the page.
  /// - Returns: The page; ends with one line feed.
  /// - Throws: `ReportError` when the template does not parse.
  static func text(of blocks: [Block], _ draft: Draft) throws(ReportError) -> String {
    // The library keeps content types by name; registering the same one again changes nothing.
    MustacheContentTypes.register(InertHTMLContentType(), named: "INERT_HTML")
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(string: source)
    } catch {
      throw .template(name: "page")
    }
    let heading = blocks.lazy.compactMap { block -> String? in
      if case .heading(1, let text) = block { return text }
      return nil
    }.first
    let view: [String: Any] = [
      "language": draft.say(PageWording.language), "policy": policy, "style": PageStyle.text,
      "title": heading ?? "", "edition": draft.pageEdition,
      "blocks": blocks.map { $0.pageView(draft) },
    ]
    let text = template.render(view)
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}

/// Escapes a value so that a browser shows it as plain text.
struct InertHTMLContentType: MustacheContentType {
  func escapeText(_ text: String) -> String { XMLText.escaped(text) }
}

extension Block {
  /// Columns from which on a table is set smaller.
  private static let wide = 8
  /// Width in ems up to which a column never breaks its cells; that of a table of many columns.
  private static let (shortest, shortestOfMany) = (7.0, 5.6)

  /// The names and values that the page template asks for.
  func pageView(_ draft: Draft) -> [String: Any] {
    switch self {
    case .heading(let level, let text): ["heading": ["level": level, "text": text]]
    case .paragraph(let text): ["paragraph": ["text": text]]
    case .list(let items): ["list": ["items": items]]
    case .table(let columns, let rows): ["table": Block.tableView(columns, rows)]
    case .chart(let chart):
      [
        "chart": [
          "svg": chart.svg, "caption": draft.say(PageWording.data("charts/\(chart.file).csv")),
        ]
      ]
    }
  }

  private static func tableView(_ columns: [String], _ rows: [[String]]) -> [String: Any] {
    let figures = figures(columns, rows)
    let heads = zip(columns, figures).map { ["text": $0, "isFigure": $1] as [String: Any] }
    let most = columns.count > 9 ? shortestOfMany : shortest
    let kinds = columns.indices.map { index -> String? in
      let isShort = rows.allSatisfy { TextMeasure.width($0[index], size: 1) <= most }
      let kinds = (figures[index] ? ["figure"] : []) + (isShort ? ["short"] : [])
      return kinds.isEmpty ? nil : kinds.joined(separator: " ")
    }
    let cells = rows.map { row in
      let cells = zip(row, kinds).map { text, kind in
        kind.map { ["text": text, "kind": $0] } ?? ["text": text]
      }
      return ["cells": cells]
    }
    return ["heads": heads, "rows": cells, "isWide": columns.count >= wide]
  }
}

extension Draft {
  /// What stands at the head of every printed page.
  var pageEdition: String {
    let level = input.isInternal ? FrameWording.isInternal : FrameWording.shared
    return listed([say(level), monthTitle(input.observation.month)])
  }
}
