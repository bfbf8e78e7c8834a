import Foundation
import Testing

/// Outputs that helper programs make; skipped where these are not installed.
@Suite struct PrintedBriefingTests {
  private static let areInstalled = ["pandoc", "rsvg-convert", "weasyprint", "fc-list"].allSatisfy(
    isInstalled)
  private static let hasOffice = isInstalled("soffice")

  private static func isInstalled(_ name: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name)
  }

  private static let small =
    Programs.packageFolder
    + "/Tests/PipelineTests/Cases/report-of-a-small-city/input"
  private static let python = Programs.packageFolder + "/.venv/bin/python3"
  private static let scripts = Programs.packageFolder + "/Tests/PipelineTests/printed"

  private func city(_ settings: String = "") throws -> TemporaryFolder {
    let workspace = try TemporaryFolder()
    try workspace.copyContents(of: Self.small)
    let own = String(decoding: try workspace.bytes("caseload.toml"), as: UTF8.self)
    try workspace.write("caseload.toml", own + settings)
    return workspace
  }

  private func printed(
    _ workspace: TemporaryFolder, _ environment: [String: String] = [:]
  ) async throws -> Outcome {
    let line = "caseload run -C . --quiet --formats md,html,docx,pdf"
    return try await Programs.run(line, in: workspace.path, environment: environment)
  }

  private func succeed(_ line: String, in folder: String) async throws {
    let outcome = try await Programs.run(line, in: folder)
    #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
  }

  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func areTheSameBytesInOtherPlacesLanguagesAndTimeZones() async throws {
    var bytes: [[[UInt8]]] = []
    for environment in [
      [:],
      [
        "LC_ALL": "tr_TR.UTF-8", "LANG": "zh_CN.GB18030", "TZ": "Pacific/Kiritimati",
        "HOME": "/nonexistent",
      ],
    ] {
      let workspace = try city()
      let outcome = try await printed(workspace, environment)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
      bytes.append(
        try ["docx", "pdf"].map { try workspace.bytes("reports/2024-05/briefing." + $0) })
    }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0][0].starts(with: Array("PK".utf8)))
    #expect(bytes[0][1].starts(with: Array("%PDF".utf8)))
  }

  // Styles, levels of headings, pictures, page numbers, fonts; no name, path or clock inside.
  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func documentsAreInOfficialStyleAndTellNothingOfTheMachine() async throws {
    let workspace = try city()
    #expect(try await printed(workspace).exitCode == 0)
    let line = "'\(Self.python)' -B '\(Self.scripts)/documents.py' reports/2024-05 2024-05-31"
    try await succeed(line, in: workspace.path)
    if Self.hasOffice {
      // Its settings go into the folder, so that another instance is no obstacle.
      try await succeed(
        "timeout 120 soffice -env:UserInstallation=file://'\(workspace.path)'/office --headless"
          + " --convert-to pdf --outdir opened reports/2024-05/briefing.docx && test -s opened/briefing.pdf",
        in: workspace.path)
    }
  }

  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func aTableOfSevenColumnsHasBordersAndRepeatsItsHead() async throws {
    let folder = try TemporaryFolder()
    let sources = Programs.packageFolder + "/Sources/Stages/Report/Printing"
    for name in ["layout.lua", "reference.docx"] { try folder.copy(sources + "/" + name) }
    let unit = "澜州市经济技术开发区港口与临港产业园区综合行政执法局"
    let cells = [unit, "12", "3", "25.0%", "5.5%–57.2%", "0.004", "标记"]
    let rows = [cells] + ["甲", "a"].map { [String(repeating: $0, count: 300)] + cells.dropFirst() }
    let lines = [["单位", "件数", "其中", "占比", "95%区间", "q", "结果"], cells.map { _ in "---" }] + rows
    try folder.write(
      "table.md", lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined())
    try await succeed(
      "pandoc --from=gfm --to=docx --reference-doc=reference.docx --lua-filter=layout.lua"
        + " --output=table.docx table.md && '\(Self.python)' -B '\(Self.scripts)/table.py' table.docx",
      in: folder.path)
  }

  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func aFontThatIsMissingIsThatOutputMissing() async throws {
    let workspace = try city()
    try workspace.write("helpers/none.conf", "<fontconfig/>")
    let real = "FONTCONFIG_FILE='\(workspace.path)/helpers/none.conf' /usr/bin/fc-list"
    try workspace.write("helpers/fc-list", "#!/bin/sh\nexec env \(real) \"$@\"\n")
    let outcome = try await helped(by: "fc-list", workspace)
    #expect(outcome.exitCode == 69 && outcome.everything.contains("no font for Chinese"))
    #expect(try made(workspace) == ["briefing.docx", "briefing.html", "briefing.md"])
  }

  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func aHelperThatHangsIsStopped() async throws {
    let workspace = try city("\n[report]\nhelper_seconds = 20\n")
    try workspace.write("helpers/weasyprint", "#!/bin/sh\nsleep 600\n")
    let outcome = try await helped(by: "weasyprint", workspace)
    #expect(outcome.exitCode == 69)
    #expect(outcome.everything.contains("weasyprint took longer than 20 seconds"))
    #expect(try made(workspace) == ["briefing.docx", "briefing.html", "briefing.md"])
  }

  private func helped(by name: String, _ workspace: TemporaryFolder) async throws -> Outcome {
    let path = workspace.path + "/helpers"
    try await succeed("chmod 755 helpers/\(name)", in: workspace.path)
    let folder = try Programs.folder()
    return try await printed(
      workspace, ["PATH": "\(path):\(folder):/usr/local/bin:/usr/bin:/bin"])
  }

  private func made(_ workspace: TemporaryFolder) throws -> [String] {
    try workspace.files(below: "reports/2024-05").map {
      String($0.split(separator: "/").last ?? "")
    }
    .filter { $0.hasPrefix("briefing") }.sorted()
  }
}

/// Pages as a browser shows them; skipped where there is none.
@Suite struct PrintedPageTests {
  private static let browser = "/usr/bin/chromium"
  private static let hasBrowser = FileManager.default.isExecutableFile(atPath: browser)

  @Test(.enabled(if: hasBrowser, "chromium is not installed"), arguments: ["briefing", "report"])
  func aBrowserShowsThePageAndItsPolicyRefusesNothing(_ name: String) async throws {
    let folder = try TemporaryFolder()
    let page = Programs.packageFolder + "/reports/sample/\(name).html"
    let line =
      "timeout 60 \(Self.browser) --headless --no-sandbox --disable-gpu --hide-scrollbars"
      + " --user-data-dir=profile --enable-logging=stderr --window-size=800,1000"
      + " --screenshot=page.png 'file://\(page)'"
    let shown = try await Programs.run(line, in: folder.path, environment: ["HOME": folder.path])
    #expect(shown.exitCode == 0 && !shown.everything.contains("CONSOLE"), "\(shown.everything)")
    let script = Programs.packageFolder + "/Tests/PipelineTests/printed/picture.py"
    let seen = try await Programs.run(
      "python3 -B '\(script)' page.png \(name == "briefing" ? "charts" : "")", in: folder.path)
    #expect(seen.exitCode == 0, "\(name).html: \(seen.everything)")
  }

  // One static file: no script, no frame, nothing that is fetched.
  @Test(arguments: ["briefing", "report"])
  func aPageLoadsNothing(_ name: String) throws {
    let path = Programs.packageFolder + "/reports/sample/\(name).html"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    for word in [
      "<script", "<iframe", "<link", "<img", "<object", " src=", " href=", "url(", "@import",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
  }
}
