import Archive
import Foundation

/// The key that turns identifiers into pseudonyms.
enum PseudonymKey {
  private static let credential = "credential:"
  private static let newSuffix = ".new"

  /// Reads the key; makes one where the archive is still empty.
  static func key(
    of workspace: Workspace, _ settings: Settings, mayCreate: Bool = true
  ) throws(StageError) -> SecretKey {
    let path = try path(of: workspace, settings)
    if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil {
      guard try workspace.latestSnapshot() == nil else {
        throw StageError(
          .inputMissing,
          "\(path): the key is missing; restore it, or pseudonyms will not match the archive")
      }
      try create(at: path, workspace, settings, mayCreate: mayCreate)
    }
    let key = try read(path, settings)
    let used = try workspace.latestSnapshot()?.keyIdentifier
    guard used == nil || used == key.identifier else {
      return try interrupted(path, used, settings, mayInstall: mayCreate)
    }
    return key
  }

  // A change of key ends with the new one in the place of the old.
  private static func interrupted(
    _ path: String, _ used: String?, _ settings: Settings, mayInstall: Bool
  ) throws(StageError) -> SecretKey {
    let isThere = try storing { () throws(ArchiveError) in
      try FileStore.kind(of: path + newSuffix) != nil
    }
    guard isThere, let new = try? read(path + newSuffix, settings), new.identifier == used else {
      throw StageError(
        .permission, "\(path): is not the key of the archive; its pseudonyms would not match")
    }
    if mayInstall {
      try storing { () throws(ArchiveError) in
        try FileStore.replace(path, by: path + newSuffix)
      }
    }
    return new
  }

  /// Where the key lies: in the workspace, at an absolute path, or among systemd's credentials.
  static func path(of workspace: Workspace, _ settings: Settings) throws(StageError) -> String {
    let name = settings.pseudonyms?.key ?? "key"
    guard name.hasPrefix(credential) else {
      return name.hasPrefix("/") ? name : workspace.file(name)
    }
    guard let folder = credentialsFolder else {
      throw StageError(
        .inputMissing,
        "pseudonyms.key = \"\(name)\": no CREDENTIALS_DIRECTORY; run under systemd with LoadCredential="
      )
    }
    return folder + "/" + name.dropFirst(credential.count)
  }

  /// Reads a key file with every check.
  static func read(_ path: String, _ settings: Settings) throws(StageError) -> SecretKey {
    let access: SecretKey.Access =
      settings.pseudonyms?.isPublic ?? false
      ? .everyone
      : credentialsFolder.map { path.hasPrefix($0 + "/") } ?? false ? .credential : .owner
    return try storing { () throws(ArchiveError) in
      try SecretKey(readingFrom: path, access: access)
    }
  }

  private static var credentialsFolder: String? {
    ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func create(
    at path: String, _ workspace: Workspace, _ settings: Settings, mayCreate: Bool
  ) throws(StageError) {
    guard !(settings.pseudonyms?.key ?? "").hasPrefix(credential) else {
      throw StageError(.inputMissing, "\(path): no such credential")
    }
    guard mayCreate else {
      throw StageError(.inputMissing, "\(path): no key yet; a dry run makes none")
    }
    let isWorkspace = try storing { () throws(ArchiveError) in
      let hasSettings = try FileStore.kind(of: workspace.file(SettingsFile.name)) != nil
      let hasInbox = try FileStore.kind(of: workspace.inbox) != nil
      return hasSettings || hasInbox
    }
    guard isWorkspace else {
      throw StageError(
        .inputMissing, "\(workspace.path): not a workspace; use -C or caseload init")
    }
    try storing { () throws(ArchiveError) in try SecretKey.create(at: path) }
  }
}

extension PseudonymKey {
  /// The key that is to take the place of the key: one that is given, or a new one beside it.
  static func next(
    of workspace: Workspace, _ settings: Settings, at given: String?
  ) throws(StageError) -> SecretKey {
    if let given { return try read(given, settings) }
    let path = try path(of: workspace, settings) + newSuffix
    if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil {
      try storing { () throws(ArchiveError) in try SecretKey.create(at: path) }
    }
    return try read(path, settings)
  }

  /// The key of the archive where a change of key published its snapshot and was interrupted before the
  /// new key took the place of the old one; nil otherwise.
  static func changed(
    of workspace: Workspace, _ settings: Settings, at given: String?
  ) throws(StageError) -> SecretKey? {
    let path = try path(of: workspace, settings)
    let new = given ?? path + newSuffix
    for file in [path, new] {
      guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: file) }) != nil
      else { return nil }
    }
    guard let used = try workspace.latestSnapshot()?.keyIdentifier,
      try read(path, settings).identifier != used
    else { return nil }
    let key = try read(new, settings)
    return key.identifier == used ? key : nil
  }

  /// Puts the new key in the place of the old one.
  static func install(of workspace: Workspace, _ settings: Settings) throws(StageError) {
    let path = try path(of: workspace, settings)
    try storing { () throws(ArchiveError) in
      try FileStore.replace(path, by: path + newSuffix)
    }
  }

  /// Keeps the key of the tombstones, of which no identity is left to make them anew.
  static func keepTombstoneKey(
    of workspace: Workspace, _ settings: Settings, _ key: SecretKey
  ) throws(StageError) {
    let path = tombstonePath(of: workspace, settings)
    let rewritings = try workspace.latestSnapshot()?.rewritings ?? []
    guard rewritings.contains(where: { !$0.tombstones.isEmpty }),
      try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil
    else { return }
    try storing { () throws(ArchiveError) in try key.writeDerived(purpose, to: path) }
  }

  private static let purpose = "caseload tombstones"

  /// Where the key of the tombstones lies once the key was changed.
  static func tombstonePath(of workspace: Workspace, _ settings: Settings) -> String {
    let name = settings.pseudonyms?.key ?? "key"
    return (name.hasPrefix("/") ? name : workspace.file("key")) + ".tombstones"
  }

  /// The key of the tombstones: derived from the first key, which a change of key leaves as it is.
  static func tombstoneKey(
    of workspace: Workspace, _ settings: Settings, _ key: SecretKey
  ) throws(StageError) -> SecretKey {
    let path = tombstonePath(of: workspace, settings)
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
      return key.derived(purpose)
    }
    return try read(path, settings)
  }
}
