import Stages

Program.main(IngestCommand.self)
