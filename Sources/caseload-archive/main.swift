import Stages

Program.main(ArchiveCommand.self)
