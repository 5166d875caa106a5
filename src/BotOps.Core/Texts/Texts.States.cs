using BotOps.Core.Chat;
using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
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
