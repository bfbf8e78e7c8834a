import Stages

await Program.main(CountCommand.self)
