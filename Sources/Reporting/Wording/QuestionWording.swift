import Contracts

/// The question to put about a finding, by indicator.
enum QuestionWording {
  /// The question to put about a unit all of whose months came, without any case.
  static func silentUnit(_ subject: String) -> Phrase {
    Phrase(
      "请\(subject)说明已报送的各月都没有案件的原因：数据口径、职权是否已划转，还是确无案件。",
      "Could \(subject) say why there is no case in any month that it delivered: the scope of the"
        + " data, powers that have moved, or no cases indeed?")
  }

  /// The question to put about a silence; of complaints and findings only where there were any.
  static func silence(_ subject: String, complaints: Bool, findings: Bool) -> Phrase {
    let traces: Phrase? =
      switch (complaints, findings) {
      case (true, true): Phrase("举报和检查发现的问题", "complaints and findings")
      case (true, false): Phrase("举报", "complaints")
      case (false, true): Phrase("检查发现的问题", "findings")
      case (false, false): nil
      }
    return Phrase(
      "请\(subject)说明相关领域、事项长期没有案件的原因：职权是否已划转、案件是否登记在其他单位、监管对象是否仍在"
        + (traces.map { "，以及\($0.chinese)如何处理" } ?? "") + "。",
      "Could \(subject) say why there has been no case for so long: has the power moved, are cases"
        + " kept under another unit, "
        + (traces.map { "are there still parties, and what became of \($0.english)" }
          ?? "and are there still parties") + "?")
  }

  static func question(_ indicator: String, _ subject: String) -> Phrase {
    switch indicator {
    case "Q01":
      Phrase(
        "请\(subject)确认相应月份是否报送：未报送的，请说明原因并补报；确无案件的，请报送零报告。",
        "Could \(subject) say whether the months were delivered: if not, why, and deliver them; or a return of"
          + " zero where there were no cases?")
    case "Q02":
      Phrase(
        "请\(subject)核对案件所用事项名称和代码，说明与事项清单不一致的原因。",
        "Could \(subject) check the names and codes of the items of its cases, and say why they"
          + " differ from the catalogue?")
    case "Q04":
      Phrase(
        "请\(subject)说明重号、缺项的原因，并在下次报送前更正。",
        "Could \(subject) say how the duplicates and blanks came about, and correct them before"
          + " the next delivery?")
    case "Z02":
      Phrase(
        "请\(subject)说明有关事项长期没有案件的原因：是没有违法行为、已用其他方式处理、无条件行使，还是事项需要调整。",
        "Could \(subject) say why the items have had no case for so long: no offences, other"
          + " means of handling, no means to exercise the power, or an item to be revised?")
    case "Z07":
      Phrase(
        "请\(subject)说明案件突然停止的原因，以及当时职权、机构、系统有无变化。",
        "Could \(subject) say why cases stopped, and whether powers, offices or systems changed then?"
      )
    case "Z12":
      Phrase(
        "请\(subject)说明案件明显减少的原因：是违法行为减少、改用其他处理方式，还是办案减少。",
        "Could \(subject) say why cases are so much fewer: fewer offences, other means of handling, or"
          + " less enforcement?")
    case "Z05":
      Phrase(
        "请\(subject)说明所收举报的办理结果，以及没有立案记录的原因。",
        "Could \(subject) say what became of the reports received, and why no filing is on"
          + " record?")
    case "Z06":
      Phrase(
        "请\(subject)说明检查发现的问题如何处理，以及没有处理记录的原因。",
        "Could \(subject) say how the problems found in inspections were dealt with, and why"
          + " nothing is on record?")
    case "Q03":
      Phrase(
        "请\(subject)说明对较早月份作出补报和更改的原因，以及此前报送的数据是否需要更正。",
        "Could \(subject) say why older months were added to and replaced, and whether earlier"
          + " deliveries need correction?")
    case "Z08", "Z09":
      Phrase(
        "请\(subject)说明赋权事项由谁承接、如何行使；不具备承接条件的，是否需要调整。",
        "Could \(subject) say who took over the items and how they are exercised; and whether those"
          + " that cannot be taken on need revising?")
    case "Z13":
      Phrase(
        "请\(subject)与接收单位核对移送事项的受理情况，并补登受理日期。",
        "Could \(subject) and the receiver compare what became of the referrals, and record the days"
          + " of acceptance?")
    default:
      Phrase(
        "请\(subject)核实数据是否准确，并说明有关情况和原因。",
        "Could \(subject) check whether the data are right, and explain the situation?")
    }
  }
}
