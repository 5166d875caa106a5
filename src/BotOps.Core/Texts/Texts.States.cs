using BotOps.Core.Chat;
using BotOps.Core.Releases;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        /// <param name="round">Above 1: an approval was void, and it is asked again.</param>
        /// <param name="leftOut">Hosts that do not serve after it.</param>
        public static StateWord State(ReleaseState state, int round = 1, int leftOut = 0) => state switch
        {
            AwaitingApproval when round > 1 => new("Approval void", Tone.Ask, "voided"),
            AwaitingApproval => new("Awaiting approval", Tone.Ask, "awaiting"),
            Queued => new("Queued", Tone.Idle, "queued"),
            Building => new("Building", Tone.Run, "building"),
            RollingOut => new("Rolling out", Tone.Run, "rolling"),
            Paused => new("Paused", Tone.Ask, "paused"),
            AwaitingDecision => new("Awaiting decision", Tone.Ask, "decide"),
            RollingBack => new("Rolling back", Tone.Back, "back"),
            Succeeded => new("Succeeded", Tone.Ok, "succeeded"),
            SucceededWithFailures => new(leftOut > 0 ? $"Succeeded, {leftOut} left out" : "Succeeded with failures", Tone.Ok, "partial"),
            Failed => new("Failed", Tone.Bad, "failed"),
            BuildFailed => new("Build failed", Tone.Bad, "build-failed"),
            RolledBack => new("Rolled back", Tone.Back, "rolled-back"),
            Aborted => new("Aborted", Tone.Bad, "aborted"),
            Rejected => new("Rejected", Tone.Idle, "rejected"),
            Expired => new("Expired", Tone.Idle, "expired"),
            Cancelled => new("Cancelled", Tone.Idle, "cancelled"),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

        public static StateWord State(HostRunState state, bool leftOut) => state switch
        {
            HostRunState.Pending => new("Waiting", Tone.Idle, "queued"),
            HostRunState.Succeeded => new("Updated", Tone.Ok, "succeeded"),
            HostRunState.Failed => new(leftOut ? "Failed, left out" : "Failed", Tone.Bad, "failed"),
            HostRunState.Skipped => new("Not touched", Tone.Idle, "cancelled"),
            HostRunState.RolledBack => new("Rolled back", Tone.Back, "rolled-back"),
            _ => new(state.ToString(), Tone.Run, "rolling"),
        };
    }
}
