import AMI

extension CommandOutcome {
    /// How an originated call ended, from the `OriginateResponse` event.
    ///
    /// `Reason` is the last control frame that the call saw (`enum ast_control_frame_type`, include/asterisk/frame.h).
    package static func ofOriginateResponse(_ event: Packet) -> CommandOutcome {
        let channel = event["Channel"] ?? ""
        let target = [event["Exten"], event["Context"]].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "@")
        let data = event["Data"] ?? ""
        if event["Response"]?.lowercased() == "success" {
            let what =
                switch event["Application"]?.lowercased() {
                case "chanspy": "listens to \(data.split(separator: ",").first ?? "the call")"
                case "parkedcall": "has the parked call"
                case let application?: "runs \(application)"
                case nil: "is connected with \(target)"
                }
            return CommandOutcome(succeeded: true, text: "Answered: \(channel) \(what)")
        }
        let reason =
            switch event["Reason"] ?? "" {
            case "0": "there is no such device, or it cannot be reached"
            case "1": "it was refused, or hung up before it was answered"
            case "2", "3": "nobody answered in time"
            case "5": "it is busy"
            case "8": "no line was free (congestion)"
            case let other: "the PBX gave reason \(other.isEmpty ? "none" : other)"
            }
        // An application has no extension to be named.
        let call = target.isEmpty ? "The call to \(channel)" : "The call from \(channel) to \(target)"
        return CommandOutcome(succeeded: false, text: "\(call) failed: \(reason)")
    }
}
