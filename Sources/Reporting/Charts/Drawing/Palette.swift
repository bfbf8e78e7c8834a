/// Colours that readers tell apart whatever their sight: Okabe and Ito (2008), jfly.uni-koeln.de/color.
enum Palette {
  static let ink = "#1a1a1a"
  static let muted = "#595959"
  static let rule = "#c8c8c8"
  static let paper = "#ffffff"
  static let blue = "#0072b2"
  static let sky = "#56b4e9"
  static let orange = "#e69f00"
  static let vermilion = "#d55e00"
  static let green = "#009e73"
  static let band = "#d9ecf7"
}
