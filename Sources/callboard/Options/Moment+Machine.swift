import LiveBoard
import Reports

extension Moment {
    /// Seconds that this machine's local time is ahead of UTC at a moment.
    static func localOffset(at moment: Int64) -> Int { LocalDay.machineOffset(at: moment) }
}
