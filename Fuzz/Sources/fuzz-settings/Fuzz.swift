import FuzzInput

@testable import Settings

/// Reads the input as settings and as a profile: refused with 78, or it can be stated and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe FuzzInput(start, count).text
  do throws(StageError) {
    let settings = try SettingsFile.settings(text, "caseload.toml")
    let stated = settings.listed.map { (key: $0[0], value: $0[1]) }
    let again = try Settings(stated: stated, language: settings.language ?? .chinese)
    hold(again.listed == settings.listed, "\(again.listed) instead of \(settings.listed)")
  } catch {
    check(error)
  }
  do throws(StageError) {
    _ = try SettingsFile.profile(text, "profile.toml")
  } catch {
    check(error)
  }
  return 0
}

private func check(_ error: StageError) {
  hold(error.exitCode == StageError.Code.settings.rawValue, "\(error.exitCode): \(error)")
  hold(!error.description.isEmpty, "an error without words")
}
