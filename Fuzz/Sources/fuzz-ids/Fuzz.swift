import FuzzInput

@testable import Contracts
@testable import Rules

/// Folds the input as every kind of identifier and name: what is folded folds to itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe FuzzInput(start, count).text
  check(text, .text) { Folding.compatible($0) }
  check(text, .name) { Folding.name($0) }
  check(text, .none) { Folding.withoutSpace($0) }
  check(text, .code) { try? CodeRule.code($0) }
  check(text, .caseNumber) { try? CodeRule.caseNumber($0) }
  check(text, .areaCode) { try? CodeRule.areaCode($0) }
  check(text, .count) { try? CodeRule.count($0) }
  check(text, .year) { try? CodeRule.year($0) }
  checkParty(text)
  return 0
}

private func check(_ text: String, _ form: PlainForm, _ rule: (String) -> String?) {
  let found = rule(text)
  let bytes = Array(text.utf8)
  if !bytes.isEmpty {
    let padded = bytes + [UInt8](repeating: 0, count: 18)
    if case .first(let length) = form.value(padded.span, 0, bytes.count, isUTF8: true) {
      let same = found.map { Array($0.utf8) == Array(bytes.prefix(length)) } ?? false
      hold(same, "\(form): the short cut leaves what becomes \(found ?? "nothing")")
    }
  }
  // A guard in front of a guard is taken off one by one.
  guard let found, !found.hasPrefix("'"), !found.hasPrefix("=\"") else { return }
  let again = rule(found).map { Array($0.utf8) }
  hold(again == Array(found.utf8), "\(form): \(found) becomes \(rule(found) ?? "nothing")")
}

private func checkParty(_ text: String) {
  guard case .usable(let value, _) = PartyIdentifier(text) else { return }
  hold(!value.isEmpty, "an empty identifier is usable")
  guard !value.hasPrefix("'"), !value.hasPrefix("=\"") else { return }
  guard case .usable(let again, _) = PartyIdentifier(value) else {
    fatalError("\(value) is usable no more")
  }
  hold(Array(again.utf8) == Array(value.utf8), "\(value) becomes \(again)")
}
