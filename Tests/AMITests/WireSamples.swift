import AMI
import TestSupport

/// Text and noise for the tests of the wire.
enum WireSamples {
    /// What an Asterisk 22 sends in a few seconds, a little of a UCM and of an old Asterisk, and what nobody expects.
    static let session = """
        Response: Success
        ActionID: login-1
        Message: Authentication accepted

        Event: FullyBooted
        Privilege: system,all
        Uptime: 12
        LastReload: 12
        Status: Fully Booted

        Event: Newchannel
        Privilege: call,all
        Channel: PJSIP/carrier-00000000
        ChannelState: 4
        ChannelStateDesc: Ring
        CallerIDNum: +12913575184
        CallerIDName: Seán O\\'Brien
        ConnectedLineNum: <unknown>
        ConnectedLineName: <unknown>
        Language: en
        AccountCode:\u{20}
        Context: from-pstn
        Exten: 442030000000
        Priority: 1
        Uniqueid: pbx1-1767225600.1
        Linkedid: pbx1-1767225600.1

        Event: VarSet
        Privilege: dialplan,all
        Channel: PJSIP/carrier-00000000
        Uniqueid: pbx1-1767225600.1
        Variable: RTPAUDIOQOS
        Value: ssrc=1;themssrc=2;lp=0;rxjitter=0.000100: with a colon

        Event: DialBegin
        Privilege: call,all
        Channel: PJSIP/carrier-00000000
        Uniqueid: pbx1-1767225600.1
        DestChannel: PJSIP/1001-00000001
        DestChannelState: 0
        DestChannelStateDesc: Down
        DestConnectedLineNum: +12913575184
        DestConnectedLineName: Seán O\\'Brien
        DestUniqueid: pbx1-1767225600.2
        DestLinkedid: pbx1-1767225600.1
        DialString: 1001

        Event: QueueMemberStatus
        Privilege: agent,all
        Queue: sales
        MemberName: Zoë Müller
        Interface: Local/1001@from-queue/n
        StateInterface: hint:1001@ext-local
        Membership: dynamic
        Penalty: 0
        CallsTaken: 4
        LastCall: 1767225500
        LastPause: 0
        LoginTime: 1767220000
        InCall: 1
        Status: 2
        Paused: 0
        PausedReason:\u{20}
        Ringinuse: 0
        Wrapuptime: 10

        Event: AttendedTransfer
        Privilege: call,all
        Result: Success
        OrigTransfererChannel: PJSIP/1001-00000001
        OrigTransfererUniqueid: u1
        OrigTransfererLinkedid: l1
        OrigTransfererConnectedLineName: longer than a name may be
        SecondTransfererUniqueid: u2
        SecondTransfererLinkedid: l2
        TransfereeUniqueid: u3
        IsExternal: No

        Event: LocalOptimizationBegin
        LocalOneUniqueid: 1
        LocalOneLinkedid: 2
        LocalTwoUniqueid: 3
        LocalTwoLinkedid: 4
        SourceUniqueid: 5
        DestUniqueId: 6
        Id: 7

        Event: Cdr
        Privilege: cdr,all
        Destination: 100
        UniqueID: 1767225600.1

        Event: Hangup
        Channel: PJSIP/carrier-00000000
        Uniqueid: pbx1-1767225600.1
        Cause: 16
        Cause-txt: Normal Clearing

        Event: QueueStatus
        Queue: 6500
        CallsTotal: 0
        SeviceLevel: SL:0.0% within 0s
        AbandonedRate: 0.00%

        Event: QueueMemberPaused
        Queue: old
        Location: SIP/1

        Event: QueuesComplete
        EventList: Complete
        ListItems: 1

        Response: Error
        ActionID: 9
        Message: Permission denied

        Response: Goodbye
        Message: Thanks for all the fish.

        Response: Follows
        Privilege: Command
        No such command 'queue shw' (type 'core show help queue shw' for other possible commands)
        --END COMMAND--

        action: login
        username: amitest123

        Fact: actionSent
        ActionID: 4

        Event: NeverHeardOf
        X: y

        Event: Newstate
        channel: lower
        CHANNELSTATE: 6
        ChannelState: 5

        sales has 0 calls (max unlimited) in 'ringall' strategy
           No Members

        Event: CoreShowChannelsComplete
        EventList: Complete
        ListItems: 0
        ActionID: 1

        Event: Shutdown
        Shutdown: Cleanly
        Restart: False
        """

    private static let words: [[UInt8]] = [
        "Event: ", "Event: Hangup", "Response: Success", "Action: Ping", "Channel", "ChannelState", "Queue: q", ": ",
        ":", "\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\n\r\n", "\r\r\n", "a", "ConnectedLineName", "Cause-txt:x", " ",
        "DestConnectedLineNum: 1", "\0", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "event:newstate", "CHANNEL: x", "é",
    ].map { Array($0.utf8) }

    /// Pieces of packets in any order, with bytes of any value between them.
    static func noise(using random: inout SplitMix64, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if Int.random(in: 0..<10, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            } else if let word = words.randomElement(using: &random) {
                bytes += word
            }
        }
        return bytes
    }
}
