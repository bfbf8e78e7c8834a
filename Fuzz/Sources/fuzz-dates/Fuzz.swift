import FuzzInput
import Glibc

@testable import Contracts
@testable import Rules

private let orders: [DateRule.Order] = [.yearMonthDay, .dayMonthYear, .monthDayYear]
private let epochs: [DateRule.SerialEpoch?] = [nil, .year1900, .year1904]
private let lastDay = CalendarDate(year: 2024, month: 5, day: 31)

/// Reads the input as a day under every rule: what is read is a day, and reads as itself again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe FuzzInput(start, count).text
  for order in orders {
    for epoch in epochs {
      check(text, DateRule(order: order, serialEpoch: epoch, lastDay: nil))
      check(text, DateRule(order: order, serialEpoch: epoch, lastDay: lastDay))
    }
  }
  if let month = try? CodeRule.month(text) {
    hold((try? CodeRule.month(month)) == month, "month \(month)")
  }
  if let year = try? CodeRule.year(text) {
    hold((try? CodeRule.year(year)) == year, "year \(year)")
  }
  return 0
}

private func check(_ text: String, _ rule: DateRule) {
  let found = try? rule.day(text)
  checkShortCut(text, rule, found)
  guard let found else { return }
  let parts = found.components
  hold((1900...2199).contains(parts.year), "\(found)")
  hold(rule.lastDay.map { found <= $0 } ?? true, "\(found) is after the last day")
  hold((try? rule.day(found.description)) == found, "\(found) reads otherwise")
  hold(found.dayNumber == secondsSince1970(parts) / 86_400, "\(found) is day \(found.dayNumber)")
}

/// The same by the calendar of the C library.
private func secondsSince1970(_ parts: (year: Int, month: Int, day: Int)) -> Int {
  var time = unsafe tm()
  unsafe time.tm_year = CInt(parts.year - 1900)
  unsafe time.tm_mon = CInt(parts.month - 1)
  unsafe time.tm_mday = CInt(parts.day)
  return unsafe timegm(&time)
}

private func checkShortCut(_ text: String, _ rule: DateRule, _ found: CalendarDate?) {
  let bytes = Array(text.utf8)
  guard !bytes.isEmpty else { return }
  let last = rule.lastDay?.components
  let form = PlainForm.day(
    last: last.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? Int.max)
  let padded = bytes + [UInt8](repeating: 0, count: 18)
  guard case .first(let length) = form.value(padded.span, 0, bytes.count, isUTF8: true) else {
    return
  }
  let day = String(decoding: bytes.prefix(length), as: UTF8.self)
  hold(found?.description == day, "the short cut reads \(day)")
}
