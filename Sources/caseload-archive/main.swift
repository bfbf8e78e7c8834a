import Stages

await Program.main(ArchiveCommand.self)
