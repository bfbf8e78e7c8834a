import Contracts

extension Draft {
  /// Section 4: cells by level and state, what the states mean, powers and mergers.
  var cellStatesSection: [Block] {
    var counts: [CellState: [CellLevel: Int]] = [:]
    for cell in input.observation.cells {
      counts[cell.state, default: [:]][cell.level, default: 0] += 1
    }
    let rows = CellState.allCases.map { state in
      [say(StateWording.name(state))]
        + CellLevel.allCases.map { Numerals.grouped(counts[state]?[$0] ?? 0) }
    }
    let total =
      [say(FrameWording.total)]
      + CellLevel.allCases.map { level in
        Numerals.grouped(input.observation.cells.count { $0.level == level })
      }
    let columns =
      [say(StateWording.stateColumn)] + CellLevel.allCases.map { say(StateWording.level($0)) }
    return [
      .heading(2, say(StateWording.title)),
      .paragraph(say(StateWording.introduction)),
      .table(columns, rows + [total]),
      .paragraph(say(StateWording.powerTitle) + say(input.powerSource)),
      .paragraph(say(StateWording.sentencesTitle)),
      .list(CellState.allCases.map(stateSentence)),
    ] + Block.charts(silenceChart, districtsChart) + successions + doubtedZeros
  }

  private func stateSentence(_ state: CellState) -> String {
    let (name, sentence) = (StateWording.name(state), StateWording.sentence(state))
    return say(
      Phrase(
        name.chinese + "：" + sentence.chinese, name.english + ": " + sentence.english))
  }

  private var doubtedZeros: [Block] {
    guard !input.doubtedZeros.isEmpty else { return [] }
    return [.paragraph(say(StateWording.doubtedTitle)), .list(input.doubtedZeros.map(say))]
  }

  private var successions: [Block] {
    guard !input.successions.isEmpty else { return [] }
    return [.paragraph(say(StateWording.successionsTitle)), .list(input.successions.map(say))]
  }
}
