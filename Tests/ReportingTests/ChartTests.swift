import Contracts
import Foundation
import Testing

@testable import Reporting

@Suite struct ChartTests {
  static let tags: Set = [
    "svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text",
  ]

  /// Names of the tags of a picture, and the texts between them.
  private func parts(_ svg: String) -> (tags: [String], texts: [String]) {
    var (tags, texts): ([String], [String]) = ([], [])
    for piece in svg.split(separator: "<") {
      let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      tags.append(String(parts[0].prefix { $0 != " " && $0 != ">" && $0 != "/" }))
      if parts.count == 2 { texts.append(String(parts[1])) }
    }
    return (tags.filter { !$0.isEmpty }, texts)
  }

  @Test(arguments: HostileTextTests.hostile)
  func hostileNamesAreHarmlessTextInPictures(_ value: String) throws {
    let pictures = Report.pictures(ChartSample.input(naming: value))
    #expect(pictures.count > 5)
    for picture in pictures {
      let parts = parts(picture.text)
      #expect(parts.tags.allSatisfy { Self.tags.contains($0) })
      #expect(!picture.text.unicodeScalars.contains("\u{202E}"))
      #expect(!parts.texts.contains { $0.contains("&") && !$0.contains(";") })
    }
    let shape = { (pictures: [ReportFile]) in pictures.map { self.parts($0.text).tags } }
    let plain = Report.pictures(ChartSample.input(naming: "平常"))
    // A long name may take a second line of a title; nothing else depends on a name.
    if value.count < 100 { #expect(shape(pictures) == shape(plain)) }
  }

  @Test func axesSayWhatIsMeasured() {
    let title = { (code: String, series: String) in
      ChartWording.yTitle(code, series, isFunnel: false).chinese
    }
    #expect(title("P01", "growth") == "罚没金额（剔除最大一案）与本单位前期之比")
    #expect(title("P01", "price") == "同事项罚款额与本单位前期之比")
    #expect(ChartWording.series("hearing:20000").english == "hearing from 20,000 yuan")
    #expect(ChartWording.series("summary:3000").chinese == "简易程序限额3,000元")
    #expect(title("S04", "unit") == "与其他可比单位罚款之比")
    #expect(title("S04", "locality:outside") == "此类当事人与其他当事人罚款之比")
    #expect(title("S11", "review") == "门槛下侧的占比")
    #expect(ChartWording.yTitle("S10", "inspection", isFunnel: true).chinese == "与参照值之比")
    #expect(ChartWording.xTitle("S10", "inspection").chinese == "可比的发现问题的检查次数")
  }

  // The first by code are those of one district; how all of them spread is what is to be seen.
  @Test func intervalsThatDoNotFitAreDrawnEvenlyByValue() throws {
    var input = Sample.input()
    input.results[1].points = (0..<119).map { number in
      var point = ChartPoint("interval", series: "", unit: "N\(number)", x: "")
      // In no order: 0.7 apart in a round of a hundred and nineteen.
      (point.y, point.lower, point.upper) = (Double(number * 50 % 119), 0, 119)
      point.isFlagged = number == 118
      return point
    }
    let shown = Draft.shownIntervals(input.results[1].points)
    #expect(shown.count == 40 && shown.last?.unitCode == "N118")
    let values = shown.dropLast().compactMap(\.y).sorted()
    #expect(values.first == 0 && values.last == 118)
    #expect(zip(values, values.dropFirst()).allSatisfy { $1 - $0 <= 5 })
    let chart = try #require(Draft(input).comparisons(input.results[1]).first)
    #expect(chart.svg.contains("共119个对象，画出40个：标记的全部画出，其余按数值均匀选取。"))
    #expect(chart.data.rows.count == 119)
    // The briefing has four pages.
    let flag = Sample.flag("Z01", "Z01-a", .warning, .new, unit: "N118")
    let asked = try #require(Draft(input).comparison(about: flag, "question-1"))
    #expect(asked.name == "question-1" && asked.svg.contains(">N118<"))
    #expect(asked.svg.contains("共119个对象，画出14个：本题对象，其余按数值均匀选取。"))
    input.results[1].points.removeLast(79)
    let whole = try #require(Draft(input).comparisons(input.results[1]).first)
    #expect(!whole.svg.contains("画出"))
  }

  // Twelve months in half the width: at the usual size 130 stood in 131.
  @Test func numbersOfAMonthStayInTheirSquare() {
    var drawing = Drawing()
    for (cases, text) in [(99, "99"), (131, "131"), (1_310, "1310")] {
      StateSign(.state(.active, cases: cases), .chinese)
        .draw(in: &drawing, Box(x: 0, y: 0, width: 17, height: 19))
      let svg = drawing.svg(name: "a", title: "", description: "")
      let size = svg.components(separatedBy: ">\(text)<").first?
        .components(separatedBy: "font-size=\"").last?.components(separatedBy: "\"").first
      let width = TextMeasure.width(text, size: size.flatMap(Double.init) ?? 99)
      #expect(width <= 15)
    }
  }

  @Test func unitsThatLackMostMonthsAreDrawnAndTheOthersCounted() throws {
    var input = Sample.input()
    let names = (10..<60).map { "N\($0)" }
    input.observation.unitMonths = names.flatMap { unit in
      (0..<12).map { back in
        let isSent = back > (unit == "N59" ? 5 : 0)
        return UnitMonth(
          unitCode: unit, month: Sample.month - back, isSent: isSent, rule: .register, cases: 1)
      }
    }
    let chart = try #require(Draft(input).deliveriesChart)
    #expect(chart.description.contains("50个有月份未报送的主体中缺报最多的36个，每列一个月，未报送的共41个月"))
    #expect(chart.svg.contains("共50行，画出36行。"))
    #expect(chart.svg.contains("N59") && chart.svg.contains("N44") && !chart.svg.contains("N45"))
  }

  @Test func whatLiesFarOutsideItsLimitsIsNamedThoughItIsNotFlagged() {
    let mark = { (name: String, y: Double, isFlagged: Bool) in
      FunnelPlot.Mark(x: 10, y: y, lower: 0.5, upper: 1.5, isFlagged: isFlagged, label: name)
    }
    let names = { (marks: [FunnelPlot.Mark]) in
      var drawing = Drawing()
      let plot = FunnelPlot(marks: marks, xTitle: "x", yTitle: "y", legend: [], note: "")
      _ = plot.draw(in: &drawing, at: Point(0, 0))
      let svg = drawing.svg(name: "n", title: "t", description: "d")
      return ["甲", "乙", "丙"].filter { svg.contains(">\($0)<") }
    }
    #expect(
      names([mark("甲", 1.4, false), mark("乙", 1.8, false), mark("丙", 2, true)]) == ["乙", "丙"])
    // At most six names in a picture, and those of flags first.
    let flagged = (0..<6).map { mark("\($0)", 2, true) }
    #expect(names(flagged + [mark("乙", 9, false)]).isEmpty)
  }

  @Test func picturesAndTheirDataAreTheSameTwice() {
    let input = ChartSample.input(naming: "东区城管局")
    #expect(Report.pictures(input) == Report.pictures(input))
    var shuffled = input
    shuffled.flags.reverse()
    #expect(Report.pictures(input) == Report.pictures(shuffled))
  }

  @Test func everyPictureHasTitleDescriptionAndDataBesideIt() {
    let input = ChartSample.input(naming: "东区城管局")
    let tables = Report.tables(input)
    for picture in Report.pictures(input) {
      #expect(picture.text.contains("role=\"img\""))
      #expect(picture.text.contains("<title id=") && picture.text.contains("<desc id="))
      #expect(!picture.text.contains("script") && !picture.text.contains("href"))
      let path = picture.name.dropLast(4)
      let table = tables.first { $0.path == path }
      #expect(table?.rows.isEmpty == false)
      #expect(table?.rows.allSatisfy { $0.count == table?.columns.count } == true)
    }
  }

  @Test func documentsShowPicturesOfTheirLevel() throws {
    var input = ChartSample.input(naming: "东区城管局")
    #expect(try Sample.text("report.md", input).contains("](charts/silence.svg)"))
    input.isInternal = true
    #expect(try Sample.text("report.md", input).contains("](charts/silence-internal.svg)"))
  }

  @Test func everyStateHasASignOfItsOwn() {
    for language in Language.allCases {
      let letters = CellState.allCases.filter { $0 != .notEmpowered && $0 != .active }.map {
        ChartWording.letter($0).text(language)
      }
      #expect(Set(letters).count == letters.count && !letters.contains(""))
    }
  }

  @Test func theTimelineHasTheBandOfTheSilence() throws {
    let input = ChartSample.input(naming: "东区城管局")
    let table = try #require(Report.tables(input).first { $0.name == "chart_question-1" })
    let silent = table.rows.filter { !$0[2].isEmpty }
    #expect(silent.count == 12 && silent.allSatisfy { $0[1] == "0" })
    // R: qnbinom(c(0.05, 0.95), mu = 14 / 12, size = 2) is 0 and 4.
    #expect(silent.allSatisfy { $0[2...4] == ["1.16667", "0", "4"] })
  }
}

@Suite struct MonthMarkTests {
  @Test func aMonthSharesTheStateOnlyWithinTheSilence() {
    var cell = Cell(level: .unitDomain, domain: "城市管理", state: .zeroOpen)
    cell.unitCode = "U2"
    cell.history = CellHistory(
      observed: [1...3, 6...23], cases: [MonthCount(month: 2, count: 5)])
    cell.silentFrom = Sample.month - 11
    let marks = MonthMarks(Sample.observation)
    let mark = { marks.mark(of: cell, in: Sample.month - 23 + $0) }
    #expect(mark(-1) == .outside)
    #expect(mark(0) == .state(.notEmpowered, cases: 0))
    #expect(mark(2) == .state(.active, cases: 5))
    #expect(mark(7) == .quiet)
    #expect(mark(12) == .state(.zeroOpen, cases: 0))
    // The last three months of the unit did not come.
    cell.history.observed = [6...20]
    #expect(marks.mark(of: cell, in: Sample.month) == .state(.notSent, cases: 0))
  }
}

@Suite struct TextMeasureTests {
  @Test(arguments: ["东区城市管理和综合行政执法局", "Bureau of everything", String(repeating: "长", count: 300)])
  func fittedTextIsNeverWiderThanItsPlace(_ text: String) {
    for width in [40.0, 90, 400] {
      let fitted = TextMeasure.fitted(text, width: width, size: 12)
      #expect(TextMeasure.width(fitted, size: 12) <= width)
      let lines = TextMeasure.wrapped(text, width: width, size: 12, lines: 2)
      #expect(lines.count <= 2)
      #expect(lines.allSatisfy { TextMeasure.width($0, size: 12) <= width })
    }
  }

  @Test func englishBreaksAtSpacesAndChineseAnywhere() {
    #expect(
      TextMeasure.wrapped("one two three", width: 50, size: 10, lines: 2) == ["one two", "three"])
    #expect(TextMeasure.wrapped("一二三四五", width: 30, size: 10, lines: 2) == ["一二三", "四五"])
  }
}

@Suite struct AxisTests {
  @Test(arguments: [
    (0.0...9.0, [0.0, 2, 4, 6, 8]), (0...0.37, [0, 0.1, 0.2, 0.30000000000000004]),
  ])
  func ticksAreRound(_ range: ClosedRange<Double>, _ ticks: [Double]) {
    #expect(Axis(range, from: 0, to: 100).ticks == ticks)
  }

  // Sizes of subjects: no empty half before the smallest, and no two numbers over one another.
  @Test func ticksOfARootAxisHaveRoom() {
    let ticks = { (range: ClosedRange<Double>) in
      Axis(range, from: 0, to: 568, isRoot: true).ticks
    }
    #expect(ticks(34...110) == [40, 50, 70, 100])
    #expect(ticks(5200...22_000) == [7000, 10_000, 15_000, 20_000])
  }

  @Test func valuesOutsideStandAtTheNearerEnd() {
    let axis = Axis(0...10, from: 100, to: 0)
    #expect(axis.place(-5) == 100 && axis.place(20) == 0 && axis.place(5) == 50)
    #expect(Axis(0...100, from: 0, to: 100, isRoot: true).place(25) == 50)
  }
}
