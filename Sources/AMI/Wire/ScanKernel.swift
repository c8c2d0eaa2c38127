import CPacketScan

/// The scanner's ways to go over bytes. All find the same; tests and benchmarks compare them.
package enum ScanKernel: CaseIterable, Sendable {
    /// Eight bytes at a time, on any processor.
    case portable
    /// 16-byte vectors; portable where there are none.
    case sse2
    /// 32-byte vectors; the best that there is where there are none.
    case avx2

    /// The best of this machine.
    package static var best: ScanKernel {
        switch cps_best_kernel() {
        case CPS_AVX2: .avx2
        case CPS_SSE2: .sse2
        default: .portable
        }
    }

    var number: cps_kernel {
        switch self {
        case .portable: CPS_PORTABLE
        case .sse2: CPS_SSE2
        case .avx2: CPS_AVX2
        }
    }
}
