internal import ArgumentParser

@main
struct Hearken: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hearken")
}
