import Stages

await Program.main(IngestCommand.self)
