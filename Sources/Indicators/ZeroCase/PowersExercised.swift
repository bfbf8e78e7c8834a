import Contracts

/// Z01: how many of the items in force for a unit it used.
enum PowersExercised: Indicator {
  static let page = IndicatorPage(
    code: "Z01", name: Phrase("处罚职权履行率", "Powers exercised"), clause: 6,
    legalBasis: Phrase("决定第六条；行政处罚法第十七条", "Decision, clause 6; APL 17"),
    needs: ["cases", "catalogue", "authority"],
    isDescription: true,
    definition: Phrase(
      "窗口期内有案件（含有处置无处罚）的事项数 ÷ 该单位有效的事项数。事项随清单与赋权逐月认定，并列出事项·月数；"
        + "窗口期未报送、没有监管对象或监管对象不明的不计入分母。未匹配案件可能对应的事项给出上限。事项数少于设定值的不给比率。",
      "Items with a case (also one settled without penalty) in the window ÷ items in force for the unit. "
        + "Powers are read month by month, and item-months are given; cells that were not sent, or of "
        + "which it is not known that there is anything to enforce on, are left out of the denominator. Cases that match no item give the "
        + "upper bound. No share is given below the fewest items."),
    pitfalls: Phrase(
      "仅作描述，不排名、不标记：许多事项本来少见，没有监管对象的事项不可能有案件。",
      "A description, never a ranking and never a flag: many items are rare, and where there is nothing "
        + "to enforce on there can be no case."),
    parameters: [
      IndicatorParameter(
        "fewest_items", 10,
        Phrase("可评估事项少于此数不给比率", "assessable items below which no share is given"))
    ])

  static let examples = [
    IndicatorExample(
      Phrase("仅作描述：两项中用了一项，不标记", "a description: one of two items used, no flag"),
      exampleWorld, flagged: [])
  ]

  static var exampleWorld: Observation {
    var used = ExampleWorld.silentCell(.unitItem, state: .active, months: 0)
    used.itemCode = "J"
    return ExampleWorld.with([ExampleWorld.silentCell(.unitItem), used])
  }

  /// Items of one group of cells by what became of them.
  struct Use: Equatable {
    var inForce = 0
    var used = 0
    var settledOnly = 0
    var notSent = 0
    // Nothing to enforce on, or not known whether there is.
    var unexposed = 0
    var itemMonths = 0

    /// Items that could be assessed.
    var assessed: Int { inForce - notSent - unexposed }

    mutating func add(_ cell: Cell) {
      // A power that is gone by the report month and was not used is no unused item.
      guard cell.monthsEmpowered > 0, cell.state != .notEmpowered else { return }
      inForce += 1
      itemMonths += cell.monthsEmpowered
      switch cell.state {
      case .active: used += 1
      case .handled: settledOnly += 1
      case .notSent: notSent += 1
      case .noExposure, .exposureUnknown: unexposed += 1
      default: break
      }
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    result.coverage.missing = ["catalogue", "authority"].filter {
      !observation.tables.contains($0)
    }
    let cells = observation.cells(of: .unitItem)
    let units = uses(cells) { $0.unitCode }
    let open = openItems(observation)
    // A description passes nothing and flags nothing.
    result.outcomes[.notApplicable] = units.count { $0.use.assessed > 0 }
    result.outcomes[.notComputable] = units.count { $0.use.assessed == 0 }
    let names = observation.names
    let least = settings.count("fewest_items", of: page)
    result.headline = headline(units.map(\.use), least)
    result.tables = [
      table(
        Phrase("按单位", "By unit"), units.map { ($0.key, names.unit($0.key), $0.use) }, least, open),
      table(
        Phrase("按领域", "By domain"), uses(cells) { $0.domain }.map { ($0.key, $0.key, $0.use) },
        least, nil),
      table(
        Phrase("按区划", "By district"),
        uses(cells) { $0.districtCode }.map { ($0.key, names.district($0.key), $0.use) }, least,
        nil),
    ]
    return result
  }

  private static func headline(_ uses: [Use], _ least: Int) -> Phrase {
    let used = uses.reduce(0) { $0 + $1.used }
    let settledOnly = uses.reduce(0) { $0 + $1.settledOnly }
    let assessed = uses.reduce(0) { $0 + $1.assessed }
    let notSent = uses.reduce(0) { $0 + $1.notSent }
    let unexposed = uses.reduce(0) { $0 + $1.unexposed }
    let share = Numerals.percentage(used + settledOnly, of: assessed >= least ? assessed : 0)
    return Phrase(
      "可评估的单位·事项\(Numerals.grouped(assessed))个，有案件的\(Numerals.grouped(used))个，仅有处置无处罚的\(Numerals.grouped(settledOnly))个"
        + (share.isEmpty ? "；" : "，履行率\(share)；")
        + "另有\(Numerals.grouped(notSent))个未报送、\(Numerals.grouped(unexposed))个没有监管对象或不明，不计算。",
      "\(Numerals.grouped(used)) of \(Numerals.grouped(assessed)) assessable unit × items with a case, \(Numerals.grouped(settledOnly)) settled without "
        + "penalty only" + (share.isEmpty ? "" : ": \(share)")
        + "; \(Numerals.grouped(notSent)) not sent and \(Numerals.grouped(unexposed)) without known regulated "
        + "parties left out.")
  }

  private static func uses(
    _ cells: ArraySlice<Cell>, by key: (Cell) -> String
  ) -> [(key: String, use: Use)] {
    var uses: [String: Use] = [:]
    for cell in cells { uses[key(cell), default: Use()].add(cell) }
    return uses.filter { $0.value.inForce > 0 }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  // Distinct item texts of unmatched cases: each might be one more item in use.
  private static func openItems(_ observation: Observation) -> [String: Int] {
    var items: [String: Set<[String]>] = [:]
    for (key, _) in observation.unmatched.sums {
      guard let month = Month(key[0]), month >= observation.windowStart else { continue }
      items[key[1], default: []].insert([key[3], key[4]])
    }
    return items.mapValues(\.count)
  }

  private typealias Group = (key: String, name: String, use: Use)

  // `open` is nil where unmatched cases cannot be told apart by group: no upper bound then.
  private static func table(
    _ title: Phrase, _ groups: [Group], _ least: Int, _ open: [String: Int]?
  ) -> ResultTable {
    var columns = [
      title, Phrase("有效事项", "In force"), Phrase("有案件", "With a case"),
      Phrase("仅有处置无处罚", "Settled only"), Phrase("未报送", "Not sent"),
      Phrase("无监管对象或不明", "Exposure none or unknown"), Phrase("事项·月", "Item-months"),
      Phrase("履行率", "Share"),
    ]
    if open != nil { columns.append(Phrase("履行率上限", "Upper bound")) }
    return ResultTable(
      title: title, columns: columns,
      rows: groups.map { key, name, use in
        let done = use.used + use.settledOnly
        let whole = use.assessed >= least ? use.assessed : 0
        var row = [
          same(name), same(use.inForce), same(use.used), same(use.settledOnly),
          same(use.notSent), same(use.unexposed), same(use.itemMonths),
          same(Numerals.percentage(done, of: whole)),
        ]
        if let open {
          let most = min(use.assessed, done + (open[key] ?? 0))
          row.append(same(Numerals.percentage(most, of: whole)))
        }
        return row
      })
  }
}
