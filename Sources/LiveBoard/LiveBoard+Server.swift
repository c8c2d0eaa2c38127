import AMITransport
import CallCenter
import Journal

extension LiveBoard {
    /// One PBX to connect to.
    package struct Server: Sendable {
        package var name: String
        package var endpoint: ServerEndpoint
        /// Where its records go; nil to keep none.
        package var journal: (any EventLog)?
        /// Where its past is read from: its own journal, or the one that another board of the same user writes.
        package var history: (any EventLog)?
        /// What the configuration tells the fold because AMI does not; journalled as a fact.
        package var settings: BoardSettings
        /// Where the end of its audit chain is kept; nil where no journal is.
        package var auditHead: AuditHead?
        /// What callers are called in its journal; nil when they are not hidden there.
        package var pseudonyms: Pseudonyms?

        package init(
            name: String, endpoint: ServerEndpoint, journal: (any EventLog)?, history: (any EventLog)? = nil,
            settings: BoardSettings = BoardSettings(), auditHead: AuditHead? = nil,
            pseudonyms: Pseudonyms? = nil
        ) {
            self.auditHead = auditHead
            self.pseudonyms = pseudonyms
            self.name = name
            self.endpoint = endpoint
            self.journal = journal
            self.history = history ?? journal
            self.settings = settings
        }
    }
}
