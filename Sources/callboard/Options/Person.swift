import Glibc

/// Who sits before the screen, by the system's account.
enum Person {
    static var name: String {
        // The account decides, not USER: what somebody said of an alarm is theirs.
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
        return String(cString: name)
    }
}
