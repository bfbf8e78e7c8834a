import Contracts

extension Draft {
  /// Title, level, snapshot, periods, and how to make the report again.
  var header: [Block] {
    let observation = input.observation
    let level = input.isInternal ? FrameWording.isInternal : FrameWording.shared
    let rows = [
      (FrameWording.level, say(level)),
      (FrameWording.snapshot, say(FrameWording.snapshotNumber(input.snapshot))),
      (ReleaseWording.vintage, vintageText),
      (FrameWording.windowLabel, windowText),
      (
        FrameWording.observed,
        range(min(observation.firstMonth, observation.month)...observation.month)
      ),
      (FrameWording.previous, input.previousMonth?.description ?? say(FrameWording.noPrevious)),
      (FrameWording.reproduce, input.reproduceCommand),
    ]
    return [
      .heading(1, say(FrameWording.title(input.cityName, monthTitle(observation.month)))),
      .table([say(FrameWording.item), say(FrameWording.value)], rows.map { [say($0), $1] }),
      .paragraph(say(FrameWording.disclaimer)),
    ]
  }

  /// First and last month of the window and their number.
  var windowText: String {
    let observation = input.observation
    let known = observation.knownMonths
    return say(FrameWording.window(range(window), observation.window))
      + (known < observation.window
        ? say(
          FrameWording.known(
            range(min(observation.firstMonth, observation.month)...observation.month), known)) : "")
  }
}
