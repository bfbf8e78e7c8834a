import Contracts

/// Section 4: the eight states of a cell.
enum StateWording {
  static let title = Phrase("4 单元状态", "4 States of the cells")
  static let introduction = Phrase(
    "每个单元恰处于以下八种状态之一；只有“零案待核实”可作为线索。",
    "Each cell is in exactly one of eight states; only an open zero is evidence.")
  static let stateColumn = Phrase("状态", "State")
  static let sentencesTitle = Phrase("各状态的含义：", "What the states mean:")
  static let powerTitle = Phrase("职权依据：", "Source of powers: ")
  static let successionsTitle = Phrase(
    "合并与承接（历史数据归入承接者）：", "Mergers (history belongs to the successor):")

  static let doubtedTitle = Phrase(
    "监管对象底数中不采信的0：", "Zeros of the exposure register that are not believed:")

  static func level(_ level: CellLevel) -> Phrase { VerdictWording.level(level) }

  static func name(_ state: CellState) -> Phrase { VerdictWording.state(state) }

  static func sentence(_ state: CellState) -> Phrase {
    switch state {
    case .notEmpowered:
      Phrase(
        "报告月不持有此项职权，且持有期间没有案件。",
        "The power is not held in the report month, and no case was seen while it was.")
    case .notSent:
      Phrase(
        "有月份未报送，或送来的案件记录被退回未能读入，情况未知，不作零案处理。",
        "Months were not delivered, or what was delivered of cases was rejected: nothing is known, and "
          + "it is not a zero.")
    case .noExposure:
      Phrase("登记表明没有可执法的对象。", "The register says that there was nothing to enforce on.")
    case .exposureUnknown:
      Phrase(
        "登记、案件、举报和检查均未表明有监管对象，先核实底数。",
        "No register, case, complaint or finding shows exposure: verify first.")
    case .zeroExplained:
      Phrase("没有案件，且有在有效期内的说明。", "No case, and a valid explanation is on file.")
    case .zeroOpen:
      Phrase(
        "有职权、有报送、有监管对象而没有案件。",
        "No case although empowered, delivered and exposed.")
    case .handled:
      Phrase(
        "有不予处罚结案或当场处置，不作零案处理。",
        "Cases without penalty or problems settled on the spot: never a zero.")
    case .active:
      Phrase("至少有一件案件。", "At least one case.")
    }
  }

  /// Why a cell is flagged or not, in a few words.
  static func why(_ cell: Cell, _ assessment: CellAssessment?) -> Phrase {
    switch cell.state {
    case .notEmpowered:
      return Phrase(
        "报告月清单中没有该职权（未赋权、已失效、已划转或清单未收全），另有案件记录",
        "no list gives the power in the report month (never, ended, moved, or the list is "
          + "incomplete); cases on record")
    case .notSent where cell.unread > 0:
      return Phrase(
        "有\(cell.unread)条案件记录被退回、未能读入，不作零案处理",
        "\(English.count(cell.unread, "case record")) rejected and not read: not a zero")
    case .notSent: return Phrase("未报送，不作零案处理", "not sent: not a zero")
    case .noExposure: return Phrase("无监管对象", "no regulated parties")
    case .exposureUnknown: return Phrase("监管对象不明，先核实", "exposure unknown: verify first")
    case .handled: return Phrase("有处置无处罚", "handled without penalty")
    case .active: return Phrase("有案件", "active")
    case .zeroOpen, .zeroExplained:
      let explained =
        cell.state == .zeroExplained ? Phrase("已有说明；", "explained; ") : Phrase("", "")
      let zero = openZero(cell, assessment)
      return Phrase(explained.chinese + zero.chinese, explained.english + zero.english)
    }
  }

  private static func openZero(_ cell: Cell, _ assessment: CellAssessment?) -> Phrase {
    guard cell.level != .cityItem else {
      return Phrase("全市事项见Z02", "items of the city: see Z02")
    }
    guard let assessment else { return Phrase("无法求参照值", "no expected count") }
    let name = VerdictWording.name(assessment.verdict)
    switch assessment.verdict {
    case .tooFewExpected:
      let expected = Numerals.significant(assessment.expected, digits: 2)
      return Phrase(
        "\(name.chinese)（约\(expected)件）", "\(name.english) (about \(expected))")
    case .tooShort:
      return Phrase(
        "\(name.chinese)（\(assessment.monthsSilent)个月）",
        "\(name.english) (\(assessment.monthsSilent) months)")
    case .withinChance where assessment.moved >= 0.25 && assessment.spell.chance < 0.05:
      // Its own chance is small; that the whole group lost the power is what speaks against a flag.
      let share = Int((100 * assessment.moved).rounded(.down))
      return Phrase(
        "未列为线索：同组事项同时停办，职权可能已划转（约\(share)%）",
        "no flag: its group stopped together, and the power may have moved (about \(share)%)")
    default: return name
    }
  }
}
