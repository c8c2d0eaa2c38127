/// `[people]` and `[[person]]`: who is one person although they are an agent on several servers, or under several
/// devices.
package struct PeopleSettings: Sendable, Equatable {
    /// What makes two agents one person without being told.
    package enum Join: String, Sendable, Equatable, CaseIterable {
        /// Nothing: every agent is a row of their own.
        case never
        /// The same extension: the part of the device after the last slash, without what follows an @.
        case `extension`
        /// The same display name, letter by letter.
        case name
    }

    /// One `[[person]]`.
    package struct Person: Sendable, Equatable {
        package var name: String
        /// `server:agent`, for example `hq:PJSIP/1001`; the agent is the device or interface as the board shows it.
        package var agents: [String]

        package init(name: String, agents: [String]) {
            self.name = name
            self.agents = agents
        }
    }

    package var join = Join.never
    /// In the order of the file; they come before `join`.
    package var persons: [Person] = []

    package init() {}
}
