/// Invented identity numbers with right check characters, all in the area 999999 that no one has.
enum IdentityNumbers {
  /// A person's number by GB 11643: area, birth date, sequence and check digit.
  static func person(born: Day, sequence: Int) -> String {
    let birth = born.text.split(separator: "-").joined()
    let body = "999999" + birth + padded(sequence, 3)
    return body + personCheck(of: body)
  }

  /// An organisation's code by GB 32100, of a kind such as 91 (firms) or 92 (households).
  static func organisation(kind: String, serial: Int) -> String {
    let body = kind + "999999" + "MA" + padded(serial, 7)
    return body + organisationCheck(of: body)
  }

  /// The check digit of ISO 7064 MOD 11-2 for 17 digits.
  static func personCheck(of body: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
  }

  /// The check character of GB 32100 for 17 characters, modulus 31.
  static func organisationCheck(of body: String) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    var weight = 1
    var sum = 0
    for character in body {
      sum += (alphabet.firstIndex(of: character) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return String(alphabet[(31 - sum % 31) % 31])
  }
}
