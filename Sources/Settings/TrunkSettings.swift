/// One `[[trunk]]`: a line to the outside, for what the PBX does not tell of it.
package struct TrunkSettings: Sendable, Equatable {
    /// What its channels' names begin with, `PJSIP/carrier`.
    package var endpoint: String
    /// The name on the board; nil shows the endpoint.
    package var display: String?
    /// Calls that it carries at once; nil when nobody knows.
    package var limit: Int?
    /// The server that it belongs to; nil is any.
    package var server: String?

    package init(endpoint: String, display: String? = nil, limit: Int? = nil, server: String? = nil) {
        self.endpoint = endpoint
        self.display = display
        self.limit = limit
        self.server = server
    }
}
