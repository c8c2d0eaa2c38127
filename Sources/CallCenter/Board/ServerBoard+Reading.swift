/// What panels, reports and alarms read. Every list has a fixed order, so the same board is the same text.
extension ServerBoard {
    package var link: LinkState { .connecting(retryAt: nil, reason: "") }
    package var banner: String { "" }
    package var version: String { "" }
    package var dialect: Dialect { .asterisk }
    package var lastEventAt: Int64? { nil }
    package var events: Int { 0 }
    package var unknownEvents: Int { 0 }
    package var clockOffset: Double { 0 }
    package var roundTrip: Double? { nil }
    package var audit: AuditSummary { AuditSummary() }
    package var hasSnapshot: Bool { false }
    package var commands: Set<String> { [] }
    package var now: Int64 { 0 }
    package var queues: [Queue] { [] }
    package func queue(_ name: String) -> Queue? { nil }
    package func members(of queue: String) -> [Member] { [] }
    package var members: [Member] { [] }
    package func agents(at time: Int64) -> [Agent] { [] }
    package func agent(_ id: String, at time: Int64) -> Agent? { nil }
    package func callers(of queue: String) -> [Caller] { [] }
    package var callers: [Caller] { [] }
    package func longestWait(of queue: String, at time: Int64) -> Int64? { nil }
    package var channels: [Channel] { [] }
    package func channel(uniqueID: String) -> Channel? { nil }
    package func channel(named name: String) -> Channel? { nil }
    package var channelCount: Int { 0 }
    package func channels(inBridge bridge: String) -> [Channel] { [] }
    package func longestChannels(_ count: Int) -> [Channel] { [] }
}
