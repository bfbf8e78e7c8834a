import Stages

await Program.main(FlagCommand.self)
