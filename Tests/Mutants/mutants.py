"""The mutants: one broken place each, and the tests that must notice."""
from typing import NamedTuple


class Mutant(NamedTuple):
    name: str
    file: str
    old: str  # stands exactly once in the file
    new: str
    tests: str  # a filter for swift test


AMI, CALLS = "Sources/AMI/", "Sources/CallCenter/"

MUTANTS = [
    # The wire
    Mutant("a-line-feed-in-a-header-passes", AMI + "Wire/Packet.swift",
           "byte == 0x0D || byte == 0x0A || byte == 0", "byte == 0x0D || byte == 0", "AMITests"),
    Mutant("header-names-match-by-case", AMI + "Wire/Packet.swift",
           "Bytes.lowercased($0) == Bytes.lowercased($1)", "$0 == $1", "AMITests"),
    Mutant("an-escaped-line-feed-becomes-an-n", AMI + "Wire/CallerText.swift",
           'case UInt8(ascii: "n"): 0x0A', 'case UInt8(ascii: "n"): 0x6E', "AMITests"),
    Mutant("any-first-line-is-a-banner", AMI + "Wire/PacketDecoder.swift",
           "guard isBanner || isHeader || !expectsBanner else", "guard isBanner || isHeader || expectsBanner else", "AMITests"),
    Mutant("a-packet-may-grow-for-ever", AMI + "Wire/PacketDecoder.swift",
           "        if pending.count > limits.maxPacket { throw .packetTooLong(limit: limits.maxPacket) }\n", "", "AMITests"),
    # The session
    Mutant("the-back-off-has-no-bound", AMI + "Session/Backoff.swift",
           "next = min(next * 2, Self.longest)", "next = next * 2", "AMITests"),
    Mutant("a-refused-login-is-tried-again", AMI + "Session/SessionMachine.swift",
           "return end(.loginRefused(message: message))", "return end(.closed)", "AMITests"),
    # The fold
    Mutant("the-service-level-loses-its-last-second", CALLS + "Board/FoldCalls.swift",
           "call.inLevel = wait <= Int(queues[queue].serviceLevel)", "call.inLevel = wait < Int(queues[queue].serviceLevel)", "CallCenterTests"),
    Mutant("the-average-is-not-divided", CALLS + "Board/FoldCalls.swift",
           "(3 * Int64(old) + Int64(new)) >> 2", "3 * Int64(old) + Int64(new)", "CallCenterTests"),
    Mutant("a-leave-is-dropped", CALLS + "Translation/Translation.swift",
           "case .queueCallerLeave, .leave: return .callerLeft(VisitFacts(view))", "case .queueCallerLeave, .leave: return nil", "CallCenterTests"),
    Mutant("an-abandoned-call-is-a-leave", CALLS + "Translation/Translation.swift",
           "case .queueCallerAbandon: return .callerAbandoned(VisitFacts(view))", "case .queueCallerAbandon: return .callerLeft(VisitFacts(view))", "CallCenterTests"),
    Mutant("the-level-of-abandoned-calls-loses-its-last-second", CALLS + "Board/FoldCallers.swift",
           "if wait <= Int(queues[queue].serviceLevel) { queues[queue].abandonedInLevel &+= 1 }",
           "if wait < Int(queues[queue].serviceLevel) { queues[queue].abandonedInLevel &+= 1 }", "CallCenterTests"),
    Mutant("the-audit-has-no-pause", CALLS + "Audit/AuditPolicy.swift",
           "time - lists.lastSentAt >= Self.pace", "time - lists.lastSentAt >= 0", "CallCenterTests"),
    Mutant("lists-name-members-as-events-do", CALLS + "Translation/MemberFacts.swift",
           "view[.interface] ?? view[.location] ?? view[.agent]", "view[.interface] ?? view[.agent]", "CallCenterTests"),
    # The document
    Mutant("two-fields-change-places", "Sources/Reports/BoardDocument.swift",
           'json.key("holdTime")\n            json.integer(queue.holdTime)\n            json.key("talkTime")\n            json.integer(queue.talkTime)',
           'json.key("talkTime")\n            json.integer(queue.talkTime)\n            json.key("holdTime")\n            json.integer(queue.holdTime)', "ReportsTests"),
    Mutant("a-c1-control-stands-in-json", "Sources/Reports/JSONWriter.swift",
           "case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E", "case 0..<0x20, 0x2028...0x202E", "ReportsTests"),
    Mutant("a-number-is-cut-not-rounded", "Sources/Reports/JSONWriter.swift",
           ".rounded(.toNearestOrEven)", ".rounded(.towardZero)", "ReportsTests"),
    # The journal
    Mutant("a-damaged-record-is-read", "Sources/Journal/RecordLayout.swift",
           "checksum(record) == stored else", "checksum(record) == stored || kind != 0 else", "JournalTests"),
    # The cells
    Mutant("a-c1-control-stands-in-a-cell", "Sources/Cells/TextWidth.swift",
           "if scalar < 0xA0 { return .replaced }", "if scalar < 0x80 { return .replaced }", "CellsTests"),
]
