import AMI

/// What an event tells of one channel; valid only while its packet is folded.
struct ChannelFacts {
    let view: MessageView

    @inline(__always) init(_ view: MessageView) { self.view = view }

    @inline(__always) var uniqueID: Bytes? { view[.uniqueid] }
    @inline(__always) var linkedID: Bytes? { view[.linkedid] }
    @inline(__always) var name: Bytes? { view[.channel] }
    @inline(__always) var state: Bytes? { view[.channelState] }
    @inline(__always) var callerNumber: Bytes? { view[.callerIDNum] }
    @inline(__always) var callerName: Bytes? { view[.callerIDName] }
    @inline(__always) var connectedNumber: Bytes? { view[.connectedLineNum] }
    @inline(__always) var connectedName: Bytes? { view[.connectedLineName] }
    @inline(__always) var context: Bytes? { view[.context] }
    @inline(__always) var exten: Bytes? { view[.exten] }
    @inline(__always) var priority: Bytes? { view[.priority] }
    @inline(__always) var application: Bytes? { view[.application] }
    /// What the application was called with.
    @inline(__always) var applicationData: Bytes? { view[.appData] }
    @inline(__always) var bridgeID: Bytes? { view[.bridgeUniqueid] }
    /// The bridge of a conversation, not a conference's or a parking lot's.
    @inline(__always) var isBridgeBasic: Bool { view[.bridgeType]?.equals("basic") ?? false }
    /// The far end of a dial leg, or the member's channel of a queue call.
    @inline(__always) var farUniqueID: Bytes? { view[.destUniqueid] }
}
