import FuzzInput

@testable import Rules

/// Reads the input as an amount in every unit: none is negative or too large, and each reads as
/// itself again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe FuzzInput(start, count).text
  for unit in [MoneyRule.Unit.yuan, .fen, .tenThousandYuan] { check(text, unit) }
  if let number = try? CodeRule.count(text), !number.isEmpty {
    hold((try? CodeRule.count(number)) == number && (Int(number) ?? -1) >= 0, "count \(number)")
  }
  return 0
}

private func check(_ text: String, _ unit: MoneyRule.Unit) {
  let rule = MoneyRule(unit: unit)
  let found = try? rule.fen(text)
  checkShortCut(text, unit, found)
  guard let found else { return }
  hold((0...MoneyRule.largest).contains(found), "\(found) fen")
  hold((try? rule.fen(decimal(found, unit.places))) == found, "\(found) fen reads otherwise")
}

/// An amount in a unit with all its decimals.
private func decimal(_ fen: Int, _ places: Int) -> String {
  guard places > 0 else { return String(fen) }
  let digits = String(repeating: "0", count: places) + String(fen)
  let whole = digits.dropLast(places).drop { $0 == "0" }
  return (whole.isEmpty ? "0" : String(whole)) + "." + digits.suffix(places)
}

private func checkShortCut(_ text: String, _ unit: MoneyRule.Unit, _ found: Int?) {
  let bytes = Array(text.utf8)
  guard !bytes.isEmpty else { return }
  let padded = bytes + [UInt8](repeating: 0, count: 18)
  let form = PlainForm.money(places: unit.places)
  guard case .number(let number) = form.value(padded.span, 0, bytes.count, isUTF8: true) else {
    return
  }
  hold(found == number, "the short cut reads \(number)")
}
