/// Words for verdicts, states and levels that indicators, reports and traces share.
public enum VerdictWording {
  /// A verdict in a few words.
  public static func name(_ verdict: SilenceVerdict) -> Phrase {
    switch verdict {
    case .gradeA: Phrase("A级线索", "Grade A")
    case .gradeB: Phrase("B级线索", "Grade B")
    case .verifyExposure: Phrase("先核实监管对象", "Verify exposure first")
    case .verifyPower: Phrase("先核实职权是否划转", "Verify first whether the power moved")
    case .verifyDelivery: Phrase("先核实是否报送", "Verify delivery first")
    case .verifyItems: Phrase("先核实事项或单位编码", "Verify the codes of items or units first")
    case .tooFewExpected: Phrase("参照值太小，不检验", "Too few expected to be tested")
    case .withinChance: Phrase("在偶然范围内", "Within chance")
    case .tooShort: Phrase("静默时间不足", "Silence too short")
    case .noBaseRate: Phrase("同类均无案件，无从比较", "No base rate: nobody has a case")
    case .itemEnded: Phrase("各单位均已停办，先核实是否停用", "Everybody stopped: verify whether it ended")
    case .judgedAtUnit: Phrase("仅一个单位有权，见该单位", "One unit holds the power: see its cell")
    case .notTested: Phrase("状态本身已说明", "The state itself answers")
    }
  }

  /// A state of a cell.
  public static func state(_ state: CellState) -> Phrase {
    switch state {
    case .notEmpowered: Phrase("未赋权", "Not empowered")
    case .notSent: Phrase("未报送", "Not sent")
    case .noExposure: Phrase("无监管对象", "No exposure")
    case .exposureUnknown: Phrase("监管对象不明", "Exposure unknown")
    case .zeroExplained: Phrase("零案有说明", "Zero, explained")
    case .zeroOpen: Phrase("零案待核实", "Zero, open")
    case .handled: Phrase("有处置无处罚", "Handled without penalty")
    case .active: Phrase("有案件", "Active")
    }
  }

  /// How much attention a flag asks for.
  public static func severity(_ severity: Severity) -> Phrase {
    switch severity {
    case .alert: Phrase("A级", "grade A")
    case .warning: Phrase("B级", "grade B")
    case .notice: Phrase("提示", "notice")
    }
  }

  /// What became of a flag since the last report.
  public static func status(_ status: FlagStatus) -> Phrase {
    switch status {
    case .new: Phrase("新增", "New")
    case .persisting: Phrase("持续", "Persisting")
    case .resolved: Phrase("已消除", "Resolved")
    case .reopened: Phrase("再次出现", "Reopened")
    }
  }

  /// A level of cells.
  public static func level(_ level: CellLevel) -> Phrase {
    switch level {
    case .unitItem: Phrase("主体×事项", "Unit × item")
    case .unitDomain: Phrase("主体×领域", "Unit × domain")
    case .districtItem: Phrase("区划×事项", "District × item")
    case .districtDomain: Phrase("区划×领域", "District × domain")
    case .cityItem: Phrase("全市×事项", "City × item")
    }
  }
}
